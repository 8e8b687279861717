import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';

export const OPENSSL_3 = (spawnSync('openssl', ['version']).stdout?.toString() ?? '').startsWith('OpenSSL 3');

/** The shell lines of a page, in order. */
export const shellOf = (page: string): string =>
  [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines]) => lines).join('');

/** Runs a page's lines in the folder of its pack, as a reader would. @returns what they said, line by line */
export async function byHand(folder: string, page: string, env: Readonly<Record<string, string>> = {}) {
  const shell = spawn('sh', [], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  shell.stdin.end(shellOf(page));
  const said = (await text(shell.stdout)).split('\n');
  return {
    ok: said.filter((line) => line.startsWith('ok: ')),
    notOk: said.filter((line) => line.startsWith('NOT OK: ')),
  };
}
