import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncDirectory, syncDirectoryOf } from '../config/durable.js';
import { packageInfo } from '../config/package-info.js';
import type { Origin } from '../event-store/origin.js';
import { keepsMarks } from '../event-store/sqlite/own-rows.js';
import { positionOf } from '../event-store/sqlite/position.js';
import { settle } from '../event-store/sqlite/settle.js';
import { keyFileIn } from '../custody/key-database.js';
import { readingFrom } from '../sqlite/open.js';
import { valueOf } from '../sqlite/pragmas.js';
import { copyDatabase, copyFile } from './copies.js';
import { NoPlace } from './errors.js';
import { MANIFEST, type Manifest, listed, manifestBytes, readManifest } from './manifest.js';
import { ACCESSES, CHECKPOINTS, GLASSES, LOG, ORDERS, plainParts } from './parts.js';

/** Positions have no gap. */
const countIn = (file: string): number =>
  readingFrom(file, (database) => Number(valueOf(database, 'SELECT count(*) FROM events')));

/** A name that nothing has yet, in a directory that is made where it is missing. */
function newName(wanted: string): void {
  if (existsSync(wanted)) throw new NoPlace(`${wanted} is there already; name a new one.`);
  mkdirSync(dirname(wanted), { recursive: true });
}

async function copyInto(
  directory: string,
  dataDir: string,
  now: number,
  origin: Origin | undefined,
): Promise<void> {
  const databases = [CHECKPOINTS, LOG, ACCESSES, GLASSES, ORDERS].filter((name) =>
    existsSync(join(dataDir, name)),
  );
  // The log after what was published of it, and what it refers to or sealed after it: then each has what the one before names.
  for (const name of databases) copyDatabase(join(dataDir, name), join(directory, name));
  // Whoever restores it may have no master key.
  const log = join(directory, LOG);
  if (origin && readingFrom(log, keepsMarks)) settle(log, origin);
  const plain = plainParts(dataDir);
  for (const name of plain) copyFile(join(dataDir, name), join(directory, name));
  const files = await Promise.all([...databases, ...plain].map((name) => listed(directory, name)));
  const events = countIn(log);
  const manifest = manifestBytes({
    release: packageInfo.version,
    madeAt: new Date(now).toISOString(),
    events,
    lastPosition: events === 0 ? null : positionOf(events),
    files,
  });
  writeFileSync(join(directory, MANIFEST), manifest, { mode: 0o600, flag: 'wx', flush: true });
  syncDirectory(directory);
}

/**
 * Copies the log and what belongs to it into a new directory, also while a service records: what is copied is the log as
 * it was at one instant. Without any key. A backup that was interrupted has another name.
 * @param origin by which events of other programs are told, and set aside in the copy
 * @throws NoPlace
 */
export async function makeBackup(
  dataDir: string,
  directory: string,
  now: number,
  origin?: Origin,
): Promise<Manifest> {
  newName(directory);
  const making = mkdtempSync(join(dirname(directory), `.${basename(directory)}.unfinished-`));
  try {
    await copyInto(making, dataDir, now, origin);
    if (existsSync(directory)) throw new NoPlace(`${directory} was made meanwhile; name a new one.`);
    renameSync(making, directory);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
  syncDirectoryOf(directory);
  return readManifest(directory);
}

/**
 * Copies the wrapped keys alone, also while a service runs.
 * @throws NoPlace
 */
export function backUpKeys(dataDir: string, file: string): void {
  if (!existsSync(keyFileIn(dataDir))) throw new NoPlace(`there are no keys in ${dataDir}.`);
  newName(file);
  const making = mkdtempSync(join(dirname(file), `.${basename(file)}.unfinished-`));
  try {
    copyDatabase(keyFileIn(dataDir), join(making, 'keys.db'));
    if (existsSync(file)) throw new NoPlace(`${file} was made meanwhile; name a new one.`);
    renameSync(join(making, 'keys.db'), file);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  syncDirectoryOf(file);
}
