import { existsSync } from 'node:fs';
import { masterKeyOf, ownMasterKeyIn } from '../custody/master-key.js';
import type { Origin } from '../event-store/origin.js';
import type { FoundAliens } from '../event-store/found-aliens.js';
import { originUnder } from '../repository/origin-under.js';
import type { LogFound } from '../verifier/log/verify-log.js';
import type { Terminal } from './invocation.js';

export type Env = Terminal['env'];

/** By the master key in a data directory as far as it can be read, else by that of the environment; undefined without any. */
export function originIn(directory: string, env: Env): Origin | undefined {
  const own = { dataDir: directory, masterKey: undefined, masterKeyFile: undefined };
  if (existsSync(ownMasterKeyIn(directory)))
    try {
      return originUnder(masterKeyOf(own));
    } catch {
      // Whoever verifies need not be allowed to read it.
    }
  const masterKey = env['MASTER_KEY'] || undefined;
  const masterKeyFile = env['MASTER_KEY_FILE'] || undefined;
  if (masterKey === undefined && masterKeyFile === undefined) return undefined;
  const given = { ...own, masterKey, masterKeyFile };
  return originUnder(masterKeyOf(given));
}

/** What cannot be told of where events come from. */
export function unknownOrigins(
  { treeSize, originsUnchecked }: Pick<LogFound, 'treeSize' | 'originsUnchecked'>,
  hasKey: boolean,
): readonly string[] {
  if (originsUnchecked === 0) return [];
  if (!hasKey)
    return [
      'The origin of the events cannot be checked without the master key of the log, in its directory as master.key or by MASTER_KEY_FILE or MASTER_KEY: another program that has the file may have added some at its end.',
    ];
  const which = originsUnchecked === treeSize ? 'any event' : `the first ${originsUnchecked} events`;
  return [
    `The origin of ${which} cannot be checked: an older release wrote them, or a service with another master key.`,
  ];
}

/** The events of other programs, one a line. */
export const leftOutIn = ({ count, first }: FoundAliens): string =>
  [
    `Left out, because no service of this log wrote them: ${count}, which are nothing of the log.`,
    ...first.map(({ stream, at, why }) => `  ${stream} number ${at}: ${why}`),
    ...(count > first.length ? [`  and ${count - first.length} more`] : []),
  ].join('\n');
