import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RestoreOptions, type Restored, restoreBackup } from '../backup/restore.js';
import { Erasing } from '../record/erasing.js';
import { Holding } from '../record/holding.js';
import type { Invocation } from './invocation.js';
import { inSession, settingsOfFile } from './session.js';
import { list, minute } from './table.js';

/** What the keys and the log learned from each other. */
interface Reconciled {
  /** Keys that the log knew to be destroyed, and the key file did not. */
  readonly keysDestroyedAgain: number;
  /** Erasures that the key file knew, and the log did not. */
  readonly erasuresRecordedAgain: number;
  /** Erasures that wait for a log in which they can be recorded; their keys are destroyed. */
  readonly erasuresNotRecorded: number;
  /** Therapies under a legal hold, as far as these keys know. */
  readonly held: readonly string[];
}

export interface RestoredAnswer extends Restored, Partial<Reconciled> {
  readonly dataDir: string;
  readonly backup: string;
  /** Whether the private key that signs the log is missing, so that the service cannot start. */
  readonly lacksSigningKey: boolean;
}

const reconciled = (invocation: Invocation, mayRecord: boolean): Promise<Reconciled> =>
  inSession({ invocation, create: false }, async (app) => {
    const erasing = app.get(Erasing, { strict: false });
    // What was published was compared by the restoration.
    const erasuresRecordedAgain = mayRecord ? await erasing.recordAgain() : 0;
    const holds = app.get(Holding, { strict: false }).all();
    return {
      keysDestroyedAgain: erasing.learnedFromLog,
      erasuresRecordedAgain,
      erasuresNotRecorded: (await erasing.unrecorded()).length,
      held: holds.filter(({ released }) => !released).map(({ therapyId }) => therapyId),
    };
  });

/** Verifies a backup, puts it into a data directory without a log, and applies erasures again. */
export async function restore(
  invocation: Invocation,
  directory: string,
  { keys, ...options }: RestoreOptions,
): Promise<RestoredAnswer> {
  const settings = settingsOfFile('restore', invocation);
  const backup = resolve(directory);
  const file = keys === undefined ? {} : { keys: resolve(keys) };
  const restored = await restoreBackup(settings, backup, { ...options, ...file });
  // Without keys no erasure can be applied, and a new key file would block the old one.
  const more =
    restored.keys === 'absent'
      ? {}
      : await reconciled({ ...invocation, dataDir: settings.dataDir }, !restored.olderThan);
  const inSigning = (name: string) => existsSync(join(settings.dataDir, 'signing', name));
  const lacksSigningKey =
    settings.signingKeyFile === undefined && inSigning('verifier-keys.txt') && !inSigning('private-key.pem');
  return { dataDir: settings.dataDir, backup, ...restored, ...more, lacksSigningKey };
}

const KEYS: Readonly<Record<Restored['keys'], string>> = {
  restored: 'restored from the copy',
  kept: 'those that were there',
  absent:
    'none: no personal value can be read. Put keys.db and its master key back before the service starts, or new ones are made',
};

const erasures = ({
  keysDestroyedAgain = 0,
  erasuresRecordedAgain = 0,
  erasuresNotRecorded = 0,
}: RestoredAnswer): string =>
  [
    `keys destroyed again, as the log knows: ${keysDestroyedAgain}`,
    `recorded again, as the keys know: ${erasuresRecordedAgain}`,
    ...(erasuresNotRecorded > 0
      ? [`not recorded in this log, their keys destroyed: ${erasuresNotRecorded}`]
      : []),
  ].join('; ');

export function showRestored(answer: RestoredAnswer): string {
  const { dataDir, backup, manifest, found, keys, olderThan, held = [] } = answer;
  return list([
    ['restored', `${backup} into ${dataDir}`],
    ['made (UTC)', `${minute(manifest.madeAt)}, release ${manifest.release}`],
    ['verified', `events: ${found.treeSize}, therapies: ${found.therapies}, root ${found.rootHash}`],
    [
      'published',
      found.checkpoints === 0
        ? 'no checkpoint was there to compare it with'
        : `as signed up to ${found.covered} events; checkpoints compared: ${found.checkpoints}`,
    ],
    ['keys', KEYS[keys]],
    ...(keys === 'absent' ? [] : [['erasures', erasures(answer)] as const]),
    ...(answer.lacksSigningKey
      ? [
          [
            'signing key',
            'missing: before the service starts, put signing/private-key.pem back, or name a key by SIGNING_KEY_FILE',
          ] as const,
        ]
      : []),
    ...(held.length > 0 ? [['legal holds', held.join(', ')] as const] : []),
    ...(olderThan
      ? [
          [
            'older',
            `a checkpoint of ${olderThan.size} events was published: the service answers questions, but records nothing (LEDGER_CONTRADICTED) while checkpoints.sqlite is there. Whoever decides that the newer events are lost moves checkpoints.sqlite and signing aside and keeps them: then this log goes on under a new name and key`,
          ] as const,
        ]
      : []),
  ]);
}
