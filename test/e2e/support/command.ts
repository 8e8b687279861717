import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Runs the built command line on a data directory, in the test's own process. */
export const cli = async (
  dataDir: string,
  words: readonly string[],
  env: Env = {},
  input = '',
): Promise<Ended> => (await loadedOnce()).command(words, { DATA_DIR: dataDir, ...env }, input);

/** The same in a process of its own, which can be killed. */
export function startCli(
  dataDir: string,
  words: readonly string[],
  { env = {}, preload }: { readonly env?: Env; readonly preload?: string } = {},
) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const options = preload === undefined ? [] : ['--import', preload];
  const child = spawn(process.execPath, [...options, resolve('dist/cli.js'), ...words], {
    env: { PATH, NODE_COMPILE_CACHE, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, out, err })));
  return { kill: () => child.kill('SIGKILL'), isRunning: () => child.exitCode === null, ended };
}
