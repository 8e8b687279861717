import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<'start', string> };
/** As `npm start` has them. */
const [, ...WORDS] = scripts.start.split(' ');
const START_LIMIT_MS = 60_000;
const EPHEMERAL = { PORT: '0', LOG_LEVEL: 'warn' } as const;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Server {
  readonly baseUrl: string;
  readonly dataDir: string;
  /** All that it logged so far. */
  output(): string;
  /** Asks it to end, waits, and removes its data unless told to keep them. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

export interface ServerProcess {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly pid: number;
  /** All of standard output and standard error so far. */
  output(): string;
  /** Asks it to end (SIGTERM), waits, and removes its data unless told to keep them. */
  stop(options?: { keepData?: boolean }): Promise<Ending>;
  /** Ends it as a power cut would (SIGKILL); its data stay. */
  kill(): Promise<Ending>;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Settings of the test's own environment must not reach the server. */
function environment(settings: Env): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  const all = {
    PATH,
    HOME,
    TMPDIR,
    NODE_ENV: 'test',
    NODE_COMPILE_CACHE,
    ...EPHEMERAL,
    ...settings,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function launch(settings: Env, under: readonly string[] = []) {
  const [program, ...words] = [...under, process.execPath, ...WORDS];
  const child: ChildProcess = spawn(program!, words, {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    return chunk.toString();
  };
  child.stdout!.on('data', collect);
  child.stderr!.on('data', (chunk: Buffer) => (errors += collect(chunk)));
  const ended = new Promise<Ending>((done) => child.once('close', (code, signal) => done({ code, signal })));
  return { child, ended, output: () => output, errors: () => errors };
}

async function ready(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function whenReady({ child, output }: ReturnType<typeof launch>): Promise<string> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const baseUrl = /^listening on (http:\S+)$/m.exec(output())?.[1];
    if (baseUrl && (await ready(baseUrl))) return baseUrl;
    await pause(20);
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not become ready:\n${output()}`);
}

interface Start {
  readonly env?: Env;
  readonly dataDir?: string;
}

interface StartHere extends Start {
  /** Whether it is to become ready; by default it is. */
  readonly awaitReady?: boolean;
}

/** Starts the built service in the test's own process on any free port, on fresh data unless `dataDir` is given. */
export async function startServer({ env = {}, dataDir, awaitReady = true }: StartHere = {}): Promise<Server> {
  const data = dataDir ?? (await mkdtemp(join(tmpdir(), 'pump-ledger-')));
  const service = await (await loadedOnce()).serve({ DATA_DIR: data, ...EPHEMERAL, ...env });
  const deadline = Date.now() + START_LIMIT_MS;
  while (awaitReady && !(await ready(service.baseUrl))) {
    if (Date.now() > deadline) throw new Error(`the server did not become ready:\n${service.output()}`);
    await pause(10);
  }
  return {
    baseUrl: service.baseUrl,
    dataDir: data,
    output: () => service.output(),
    async stop({ keepData = dataDir !== undefined } = {}) {
      await service.close();
      if (!keepData) await rm(data, { recursive: true, force: true });
    },
  };
}

interface StartBeside extends Start {
  /** The words of a program that runs it. */
  readonly under?: readonly string[];
}

/** The same in a process of its own, which can be killed. */
export async function startServerProcess({
  env = {},
  dataDir,
  under,
}: StartBeside = {}): Promise<ServerProcess> {
  const data = dataDir ?? (await mkdtemp(join(tmpdir(), 'pump-ledger-')));
  const launched = launch({ DATA_DIR: data, ...env }, under);
  const { child, ended, output } = launched;
  const baseUrl = await whenReady(launched);
  return {
    baseUrl,
    dataDir: data,
    pid: child.pid!,
    output,
    async stop({ keepData = dataDir !== undefined } = {}) {
      child.kill('SIGTERM');
      const ending = await ended;
      if (!keepData) await rm(data, { recursive: true, force: true });
      return ending;
    },
    async kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/**
 * Runs the built service in a process of its own that ends before it is ready: it is to refuse its settings, or is asked to end
 * (SIGTERM).
 * @param told when it is asked
 */
export async function runToEnd(
  env: Env,
  told?: () => Promise<unknown>,
): Promise<Ending & { readonly output: string; readonly errors: string }> {
  const { child, ended, output, errors } = launch(env);
  const patience = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  if (told) void told().then(() => child.kill('SIGTERM'));
  const ending = await ended;
  clearTimeout(patience);
  return { ...ending, output: output(), errors: errors() };
}

/**
 * How the service ends with settings that it is to refuse.
 * @param env with a data directory that is not used again, where the start is refused late
 */
export async function refusal(
  env: Env,
): Promise<Pick<Ending, 'code'> & { readonly errors: string; readonly output: string }> {
  const end = await (await loadedOnce()).refusal({ NODE_ENV: 'test', ...EPHEMERAL, ...env });
  if (!end) throw new Error('it was not refused');
  const errors = `${end.line}\n`;
  return { code: end.code, errors, output: end.log + errors };
}
