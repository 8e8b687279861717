/** The built service and its command line, run in the test's own process, and what takes long to load. See `test/environment.mjs`. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import type { Settings } from '../../src/config/settings.js';

type Service = typeof import('../../src/service.js');
type SettingsOf = typeof import('../../src/config/settings.js');
type CannotStart = typeof import('../../src/cannot-start.js');
type DataDir = typeof import('../../src/config/data-dir.js');
type CheckScript = typeof import('../../src/verifier/check-script.js');
type VerifyPack = typeof import('../../src/verifier/pack/verify-pack.js');
type Printed = typeof import('../../src/verifier/pack/printed.js');
type CommandLine = typeof import('../../src/cli/run.js');

const built = (path: string): Promise<unknown> => import(new URL(`../../dist/${path}`, import.meta.url).href);

export interface Serving {
  readonly baseUrl: string;
  /** All that it logged so far. */
  output(): string;
  close(): Promise<void>;
}

/** As the built `main` does before it loads the service. */
async function settingsFrom(env: NodeJS.ProcessEnv): Promise<Settings> {
  const { readSettings } = (await built('config/settings.js')) as SettingsOf;
  const { prepareDataDir } = (await built('config/data-dir.js')) as DataDir;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
  const settings = readSettings(given);
  prepareDataDir(settings.dataDir);
  return settings;
}

/** Starts the service. */
export async function serve(
  env: NodeJS.ProcessEnv,
  logged: (line: string) => void = () => undefined,
): Promise<Serving> {
  const settings = await settingsFrom(env);
  const { Starting, createService, serve: listen } = (await built('service.js')) as Service;
  let output = '';
  const log = (line: string) => {
    output += line;
    logged(line);
  };
  const starting = new Starting(settings, { write: log });
  const app = await createService(settings, starting, { write: log });
  const baseUrl = await listen(app, settings, starting);
  return { baseUrl, output: () => output, close: () => app.close() };
}

export interface Refusal {
  readonly code: number;
  readonly line: string;
  /** All that it logged before. */
  readonly log: string;
}

async function endOf(error: unknown): Promise<Pick<Refusal, 'code' | 'line'>> {
  const end = ((await built('cannot-start.js')) as CannotStart).endOf(error);
  if (!end) throw error;
  return end;
}

/** What the process would end with where it is not even begun with these settings. */
async function refusedSettings(env: NodeJS.ProcessEnv): Promise<Refusal | undefined> {
  try {
    await settingsFrom(env);
    return undefined;
  } catch (error) {
    return { ...(await endOf(error)), log: '' };
  }
}

/** What the process would end with. @returns undefined where it serves */
export async function refusedStart(env: NodeJS.ProcessEnv): Promise<Refusal | undefined> {
  let log = '';
  try {
    const serving = await serve(env, (line) => void (log += line));
    await serving.close();
    return undefined;
  } catch (error) {
    return { ...(await endOf(error)), log };
  }
}

let starts: ChildProcess | undefined;

/** The same, one start after the other, in a process beside. */
async function refusedBeside(env: NodeJS.ProcessEnv): Promise<Refusal | undefined> {
  starts ??= fork(new URL('starts-refused.ts', import.meta.url), { env: { PATH: process.env['PATH'] } });
  starts.unref();
  starts.channel!.ref();
  starts.send(env);
  const heard = new AbortController();
  const either = ['message', 'close'].map((name) => once(starts!, name, { signal: heard.signal }));
  const [end] = (await Promise.race(either)) as [Partial<Refusal>];
  heard.abort();
  starts.channel?.unref();
  return end.line === undefined ? undefined : (end as Refusal);
}

/**
 * What the process would end with.
 * @param env with a data directory that is not used again: what the start opened stays open
 */
export const refusal = async (env: NodeJS.ProcessEnv): Promise<Refusal | undefined> =>
  (await refusedSettings(env)) ?? (await refusedBeside(env));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const collected = () => {
  const chunks: Buffer[] = [];
  const stream = new PassThrough().on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
};

/** Runs one command line. */
export async function command(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string,
): Promise<Ended> {
  const { run } = (await built('cli/run.js')) as CommandLine;
  const [out, err] = [collected(), collected()];
  const stdin = Readable.from([Buffer.from(input)]);
  const code = await run(words, { env, stdin, stdout: out.stream, stderr: err.stream });
  return { code, out: out.text(), err: err.text() };
}

/** Runs something while the clock of all that is loaded here is ahead. */
export async function ahead<Result>(ms: number, run: () => Promise<Result>): Promise<Result> {
  const { now } = Date;
  Date.now = () => now() + ms;
  try {
    return await run();
  } finally {
    Date.now = now;
  }
}

/** The script of an evidence pack, as built. */
export const checkScript = async (): Promise<string> =>
  ((await built('verifier/check-script.js')) as CheckScript).checkScript();

/** With the fonts, as the print of a pack needs them. */
export const verifyPack: VerifyPack['verifyPack'] = async (...given) =>
  ((await built('verifier/pack/verify-pack.js')) as VerifyPack).verifyPack(...given);

export const printed: Printed['printed'] = async (...given) =>
  ((await built('verifier/pack/printed.js')) as Printed).printed(...given);

/** The pages of docs/reference as they are to be, by name. */
export const referencePages = async (): Promise<Readonly<Record<string, string>>> => {
  const { href } = new URL('../../scripts/reference/pages.mjs', import.meta.url);
  const { referencePages: made } = (await import(href)) as { referencePages: typeof referencePages };
  return made();
};

export const playwright = (): Promise<typeof import('playwright-core')> => import('playwright-core');
