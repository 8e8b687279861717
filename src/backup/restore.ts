import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncDirectory, syncDirectoryOf } from '../config/durable.js';
import { DataDirUnusable } from '../config/setting.js';
import type { Settings } from '../config/settings.js';
import { UnusableDataFile, claim } from '../event-store/sqlite/data-file.js';
import { KeyFile, UnusableKeyFile } from '../custody/key-file.js';
import { keyFileIn } from '../custody/key-database.js';
import { hasMasterKey, masterKeyOf, ownMasterKeyIn } from '../custody/master-key.js';
import { originUnder } from '../repository/origin-under.js';
import type { LogFound } from '../verifier/log/verify-log.js';
import { verifyLogInThread } from '../verifier/log/verify-log-thread.js';
import { copyDatabase, copyFile } from './copies.js';
import { BackupRefused, NoPlace } from './errors.js';
import { type Manifest, difference, readManifest } from './manifest.js';
import { ACCESSES, LOG } from './parts.js';
import { lacking, refuseDatabase } from './place.js';
import { type LastCheckpoint, lastCheckpointIn, publishedInAll } from './published.js';

export interface RestoreOptions {
  /** A copy of keys.db. */
  readonly keys?: string;
  /** Whether the log may be older than what was published of it. */
  readonly acceptOlder?: boolean;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly found: Pick<LogFound, 'treeSize' | 'therapies' | 'rootHash' | 'checkpoints' | 'covered'>;
  /** What was put into the data directory. */
  readonly placed: readonly string[];
  /** The checkpoint that the log does not reach. */
  readonly olderThan?: LastCheckpoint;
  readonly keys: 'restored' | 'kept' | 'absent';
}

type Where = Pick<Settings, 'dataDir' | 'masterKey' | 'masterKeyFile'>;

const STAGED = '.restoring-';
const MOST_LISTED = 5;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Copies first: what is verified is what is put in place. */
async function stage(backup: string, manifest: Manifest, staged: string): Promise<void> {
  for (const file of manifest.files) {
    if (!existsSync(join(backup, file.name)))
      throw new BackupRefused(`${file.name} is missing in the backup: take another backup.`);
    copyFile(join(backup, file.name), join(staged, file.name));
    const otherwise = await difference(staged, file);
    if (otherwise !== undefined) throw new BackupRefused(`${otherwise}: take another backup.`);
  }
}

/** Every stored event anew, and all that was ever published of them. */
async function verified(staged: string, where: Where, { events }: Manifest): Promise<LogFound> {
  const { dataDir } = where;
  const published = publishedInAll([staged, dataDir], events);
  const origin = hasMasterKey(where) && originUnder(masterKeyOf(where));
  const found = await verifyLogInThread({
    file: join(staged, LOG),
    keys: [],
    ...published,
    ...(origin && { origin }),
    accesses: join(staged, ACCESSES),
  });
  const { problems, problemCount } = found;
  if (problemCount === 0) return found;
  const lines = problems.slice(0, MOST_LISTED).map(({ code, detail }) => `\n  ${code}: ${detail}`);
  throw new BackupRefused(
    `the log in the backup has ${problemCount} problems; nothing was restored.${lines.join('')}`,
  );
}

function refuseCut(staged: string, { events }: Manifest): void {
  const own = lastCheckpointIn(staged);
  if (own && own.size > events)
    throw new BackupRefused(
      `the log in the backup holds ${events} events, but its own checkpoint is of ${own.size}: take another backup.`,
    );
}

function refuseOlder(dataDir: string, events: number, acceptOlder: boolean): LastCheckpoint | undefined {
  const last = lastCheckpointIn(dataDir);
  if (!last || last.size <= events) return undefined;
  if (acceptOlder) return last;
  throw new BackupRefused(
    `the log in the backup holds ${events} events, but a checkpoint of ${last.size} was published on ${dayOf(last.signedAt)}: restore a newer backup. With --accept-older it is restored all the same, for reading: the service then records nothing (LEDGER_CONTRADICTED).`,
  );
}

/** @throws NoPlace where the keys in a directory do not open */
function tryKeys(where: Where, directory: string, name: string): void {
  if (!hasMasterKey(where))
    throw new NoPlace(
      `${name} needs the master key under which it was made: put it back as ${ownMasterKeyIn(where.dataDir)}, or set MASTER_KEY_FILE or MASTER_KEY.`,
    );
  try {
    KeyFile.open(directory, masterKeyOf(where)).close();
  } catch (error) {
    if (!(error instanceof UnusableKeyFile)) throw error;
    throw new NoPlace(`${name} cannot be used: ${error.message}`, { cause: error });
  }
}

function stageKeys(where: Where, staged: string, keys: string | undefined): Restored['keys'] {
  const own = keyFileIn(where.dataDir);
  if (keys !== undefined) {
    if (!existsSync(keys)) throw new NoPlace(`${keys} is not there; --keys names what backup-keys made.`);
    refuseDatabase(own);
    copyDatabase(keys, keyFileIn(staged));
    tryKeys(where, staged, keys);
    return 'restored';
  }
  if (!existsSync(own)) return 'absent';
  tryKeys(where, where.dataDir, own);
  return 'kept';
}

function put(names: readonly string[], staged: string, dataDir: string): void {
  for (const name of names) {
    const file = join(dataDir, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    renameSync(join(staged, name), file);
    syncDirectoryOf(file);
    syncDirectory(dataDir);
  }
}

async function restoreInto(
  where: Where,
  backup: string,
  staged: string,
  { keys, acceptOlder = false }: RestoreOptions,
): Promise<Restored> {
  const { dataDir } = where;
  const manifest = readManifest(backup);
  await stage(backup, manifest, staged);
  const parts = await lacking(dataDir, staged, manifest);
  refuseCut(staged, manifest);
  const { behind, ...found } = await verified(staged, where, manifest);
  const { treeSize, therapies, rootHash, checkpoints, covered } = found;
  if (treeSize + behind !== manifest.events)
    throw new BackupRefused(
      `the log in the backup holds ${treeSize} events, and held ${manifest.events} when it was made: take another backup.`,
    );
  const olderThan = refuseOlder(dataDir, treeSize, acceptOlder);
  // Staged last: an interruption should leave no copy of keys behind.
  const keysAre = stageKeys(where, staged, keys);
  const placed = keysAre === 'restored' ? ['keys.db', ...parts] : parts;
  put(placed, staged, dataDir);
  return {
    manifest,
    found: { treeSize, therapies, rootHash, checkpoints, covered },
    placed,
    ...(olderThan && { olderThan }),
    keys: keysAre,
  };
}

/**
 * Puts a backup into a data directory without a log, once all of it was verified. Nothing that is there is deleted or
 * overwritten; the log comes last, so that what is interrupted leaves no log, and can be done again.
 * @throws NoPlace, BackupRefused, SettingsError
 */
export async function restoreBackup(
  where: Where,
  backup: string,
  options: RestoreOptions,
): Promise<Restored> {
  const { dataDir } = where;
  const lock = claimed(dataDir);
  try {
    refuseDatabase(join(dataDir, LOG));
    // Of restorations that were interrupted.
    for (const name of readdirSync(dataDir).filter((name) => name.startsWith(STAGED)))
      rmSync(join(dataDir, name), { recursive: true });
    const staged = mkdtempSync(join(dataDir, STAGED));
    try {
      return await restoreInto(where, backup, staged, options);
    } finally {
      rmSync(staged, { recursive: true, force: true });
    }
  } finally {
    lock.close();
  }
}

function claimed(dataDir: string): ReturnType<typeof claim> {
  try {
    return claim(dataDir);
  } catch (error) {
    if (error instanceof UnusableDataFile)
      throw new DataDirUnusable(`DATA_DIR: ${error.message}`, { cause: error });
    throw error;
  }
}
