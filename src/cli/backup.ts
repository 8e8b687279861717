import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Manifest } from '../backup/manifest.js';
import { backUpKeys, makeBackup } from '../backup/make-backup.js';
import { logFile } from '../event-store/sqlite/data-file.js';
import { hasMasterKey, masterKeyOf } from '../custody/master-key.js';
import { systemClock } from '../repository/clock.js';
import { originUnder } from '../repository/origin-under.js';
import { NoLedger } from './exit.js';
import type { Invocation } from './invocation.js';
import { noteFiles } from './noting.js';
import { settingsOf, settingsOfFile } from './session.js';
import { list, minute } from './table.js';

interface BackedUp extends Manifest {
  readonly directory: string;
}

/** As of one instant; also while a service runs. */
export async function backup(invocation: Invocation, directory: string): Promise<BackedUp> {
  const settings = settingsOfFile('backup', invocation);
  const from = settings.dataDir;
  if (!existsSync(logFile(from)))
    throw new NoLedger(`there is no event log in ${from}; name another with --data-dir.`);
  const made = resolve(directory);
  await noteFiles(settings, invocation.doing);
  const origin = hasMasterKey(settings) ? originUnder(masterKeyOf(settings)) : undefined;
  return { directory: made, ...(await makeBackup(from, made, systemClock(), origin)) };
}

export const showBackup = ({ directory, madeAt, events, files }: BackedUp): string =>
  list([
    ['backup', directory],
    ['made (UTC)', minute(madeAt)],
    ['events', String(events)],
    ['files', files.map(({ name }) => name).join(', ')],
    [
      'not in it',
      'keys.db (backup-keys), the master key and the private signing key: keep them apart from it and from each other',
    ],
  ]);

interface KeysBackedUp {
  readonly file: string;
}

/** The wrapped keys alone; also while a service runs. */
export function backupKeys(invocation: Invocation, file: string): KeysBackedUp {
  const made = resolve(file);
  backUpKeys(settingsOf(invocation).dataDir, made);
  return { file: made };
}

export const showKeysBackedUp = ({ file }: KeysBackedUp): string =>
  list([
    ['keys', file],
    [
      'mind',
      'it brings back whoever is erased after today, unless it is restored together with a log that knows the erasure',
    ],
    ['so', 'after an erasure make a new one, and destroy all older ones'],
    ['not in it', 'the master key, without which it is of no use'],
  ]);
