import { spawnSync } from 'node:child_process';

export const OPENSSL_3 = (spawnSync('openssl', ['version']).stdout?.toString() ?? '').startsWith('OpenSSL 3');

/** The shell lines of a page, in order. */
export const shellOf = (page: string): string =>
  [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines]) => lines).join('');

/** Runs a page's lines in the folder of its pack, as a reader would. @returns what they said, line by line */
export function byHand(folder: string, page: string, env: Readonly<Record<string, string>> = {}) {
  const ran = spawnSync('sh', [], { cwd: folder, input: shellOf(page), env: { ...process.env, ...env } });
  const said = ran.stdout.toString().split('\n');
  return {
    ok: said.filter((line) => line.startsWith('ok: ')),
    notOk: said.filter((line) => line.startsWith('NOT OK: ')),
  };
}
