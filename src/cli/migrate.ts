import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataDirUnusable } from '../config/setting.js';
import { UnusableDataFile, logFile } from '../event-store/sqlite/data-file.js';
import { OtherMasterKey } from '../custody/key-streams.js';
import { hasMasterKey, masterKeyOf, ownMasterKeyIn } from '../custody/master-key.js';
import type { Migrated, Target } from '../migration/migrate.js';
import { NoLedger, UsageError } from './exit.js';
import type { Invocation } from './invocation.js';
import { Progress } from './progress.js';
import { settingsOf } from './session.js';
import { list } from './table.js';

interface MigratedAnswer extends Migrated {
  readonly to: Target;
  readonly dataDir: string;
}

export function target(text: string): Target {
  if (text === 'kurrentdb' || text === 'sqlite') return text;
  throw new UsageError(`--to ${JSON.stringify(text)}; accepted are kurrentdb, sqlite.`);
}

/** Moves the log between the data directory and the server of KURRENTDB_URL. */
export async function migrateLog(invocation: Invocation, to: Target): Promise<MigratedAnswer> {
  if (!invocation.terminal.env['KURRENTDB_URL'])
    throw new UsageError('KURRENTDB_URL is not set; it names the server that the log moves to or from.');
  const settings = settingsOf(invocation, 'kurrentdb');
  const { dataDir, kurrentdbUrl } = settings;
  if (to === 'kurrentdb' && !existsSync(logFile(dataDir)))
    throw new NoLedger(`there is no event log in ${dataDir}; name another with --data-dir.`);
  if (to === 'sqlite' && !hasMasterKey(settings))
    throw new UsageError(
      'the master key is not given; set MASTER_KEY_FILE or MASTER_KEY to the one of the services on the server.',
    );
  const { migrate } = await import('../migration/migrate.js');
  const progress = new Progress(undefined, invocation.terminal.stderr);
  try {
    const ends = { dataDir, kurrentdbUrl: kurrentdbUrl!, masterKey: masterKeyOf(settings) };
    return { to, dataDir, ...(await migrate(to, ends, (events) => progress.events(events))) };
  } catch (error) {
    if (error instanceof UnusableDataFile)
      throw new DataDirUnusable(`DATA_DIR: ${error.message}`, { cause: error });
    if (error instanceof OtherMasterKey) throw new UsageError(`${error.message}.`);
    throw error;
  } finally {
    progress.end();
  }
}

const NEXT: Readonly<Record<Target, (dataDir: string) => string>> = {
  kurrentdb: (dataDir) =>
    `start services with EVENT_STORE=kurrentdb, a DATA_DIR of its own for each, which holds copies of ${join(dataDir, 'policies')} and ${join(dataDir, 'known-policies')}, and for all the same MASTER_KEY_FILE and SIGNING_KEY_FILE (${ownMasterKeyIn(dataDir)} and ${join(dataDir, 'signing', 'private-key.pem')}, unless they were given before). Never start one on ${dataDir} again: keep it as a copy`,
  sqlite: (dataDir) =>
    `copy policies and known-policies of a service into ${dataDir}, and start one on it with the same MASTER_KEY_FILE and SIGNING_KEY_FILE. Never start one on the server's log again`,
};

export function showMigrated(answer: MigratedAnswer): string {
  const { to, dataDir, events, found, copied, rootHash, comparedWith } = answer;
  const { keys, holds, erasures, checkpoints } = answer;
  return list([
    ['moved', to === 'kurrentdb' ? `${dataDir} to KurrentDB` : `KurrentDB to ${dataDir}`],
    ['events', `${events}: copied ${copied}, there before ${found}`],
    ['compared', `both logs are the same, byte for byte; root ${rootHash}`],
    [
      'published',
      comparedWith === null
        ? 'no checkpoint was there to compare them with'
        : `as signed up to ${comparedWith} events; checkpoints: ${checkpoints}`,
    ],
    ['keys', `${keys}; legal holds, also released ones: ${holds}; erasures: ${erasures}`],
    ['next', NEXT[to](dataDir)],
  ]);
}
