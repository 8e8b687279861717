import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';

export const OPENSSL_3 = (spawnSync('openssl', ['version']).stdout?.toString() ?? '').startsWith('OpenSSL 3');

/** What a block of the lines checks, in its own words. */
export const CHECKS = {
  files: 'is as listed',
  signature: 'the log signed',
  chain: 'are a chain',
  tree: 'is in the tree',
  policies: 'as it came into force',
  values: 'event $revision: ',
  timestamp: 'the authority saw',
} as const;

export type Check = keyof typeof CHECKS;

/** The shell lines of a page, in order: all, or those of some checks with what they all need. */
function shellOf(page: string, checks?: readonly Check[]): string {
  const words = checks?.map((check) => CHECKS[check]);
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(([, lines]) => lines!)
    .filter(
      (lines) =>
        !words || !/^ *check '|^ *check "/m.test(lines) || words.some((word) => lines.includes(word)),
    )
    .join('');
}

export interface ByHand {
  readonly env?: Readonly<Record<string, string>>;
  /** All, where none are named: the lines take most of the time. */
  readonly checks?: readonly Check[];
}

/** Runs a page's lines in the folder of its pack, as a reader would. @returns what they said, line by line */
export async function byHand(folder: string, page: string, { env = {}, checks }: ByHand = {}) {
  const shell = spawn('sh', [], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  shell.stdin.end(shellOf(page, checks));
  const said = (await text(shell.stdout)).split('\n');
  return {
    ok: said.filter((line) => line.startsWith('ok: ')),
    notOk: said.filter((line) => line.startsWith('NOT OK: ')),
  };
}
