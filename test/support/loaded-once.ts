/** The built service and its command line, run in the test's own process, and what takes long to load. See `test/environment.mjs`. */
import { PassThrough, Readable } from 'node:stream';
import type { Settings } from '../../src/config/settings.js';

type Service = typeof import('../../src/service.js');
type SettingsOf = typeof import('../../src/config/settings.js');
type CannotStart = typeof import('../../src/cannot-start.js');
type DataDir = typeof import('../../src/config/data-dir.js');
type CheckScript = typeof import('../../src/verifier/check-script.js');
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
export async function serve(env: NodeJS.ProcessEnv): Promise<Serving> {
  const settings = await settingsFrom(env);
  const { createService, listen } = (await built('service.js')) as Service;
  let output = '';
  const app = await createService(settings, { write: (line) => void (output += line) });
  const baseUrl = await listen(app, settings);
  return { baseUrl, output: () => output, close: () => app.close() };
}

/** What the process would end with where it is not even begun with these settings. */
export async function refusal(
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly line: string } | undefined> {
  const { endOf } = (await built('cannot-start.js')) as CannotStart;
  try {
    await settingsFrom(env);
    return undefined;
  } catch (error) {
    const end = endOf(error);
    if (!end) throw error;
    return end;
  }
}

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

/** The script of an evidence pack, as built. */
export const checkScript = async (): Promise<string> =>
  ((await built('verifier/check-script.js')) as CheckScript).checkScript();

export const playwright = (): Promise<typeof import('playwright-core')> => import('playwright-core');
