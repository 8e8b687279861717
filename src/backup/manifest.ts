import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { canonicalBytes, sha256Hex } from '../ledger/canonical.js';
import { BackupRefused, NoPlace } from './errors.js';
import { LOG, isPart } from './parts.js';

export const MANIFEST = 'manifest.json';
const FORMAT = 'pump-ledger-backup-1';

interface ListedFile {
  /** Its path below the backup, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds. */
export interface Manifest {
  readonly format: string;
  /** Of the service that made it. */
  readonly release: string;
  readonly madeAt: string;
  readonly events: number;
  readonly lastPosition: string | null;
  readonly files: readonly ListedFile[];
}

/** The SHA-256 of all else in it: a manifest is damaged as easily as any other file. */
interface Stored extends Manifest {
  readonly sha256: string;
}

export const manifestBytes = (manifest: Omit<Manifest, 'format'>): Uint8Array => {
  const whole: Manifest = { format: FORMAT, ...manifest };
  const stored: Stored = { ...whole, sha256: sha256Hex(canonicalBytes(whole)) };
  return Buffer.from(`${JSON.stringify(stored, null, 2)}\n`);
};

/** As it is on the disk now. */
export async function listed(directory: string, name: string): Promise<ListedFile> {
  const file = join(directory, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { name, bytes: statSync(file).size, sha256: hash.digest('hex') };
}

function textOf(directory: string): string {
  try {
    return readFileSync(join(directory, MANIFEST), 'utf8');
  } catch (error) {
    throw new NoPlace(
      `${directory} is no backup: its ${MANIFEST} cannot be read (${(error as Error).message}); accepted is a directory that the command backup made.`,
      { cause: error },
    );
  }
}

function storedIn(text: string): Stored | undefined {
  try {
    const value = JSON.parse(text) as Partial<Stored> | null;
    const { sha256, ...rest } = value ?? {};
    return sha256 === sha256Hex(canonicalBytes(rest)) ? (value as Stored) : undefined;
  } catch {
    return undefined;
  }
}

/** @throws NoPlace where there is none, BackupRefused where it was changed */
export function readManifest(directory: string): Manifest {
  const stored = storedIn(textOf(directory));
  if (!stored) throw new BackupRefused(`${MANIFEST} of the backup is damaged: take another backup.`);
  if (stored.format !== FORMAT)
    throw new NoPlace(
      `the backup is of the form ${JSON.stringify(stored.format)}, and this release knows ${FORMAT}: restore it with the release that made it, ${JSON.stringify(stored.release)}.`,
    );
  const names = stored.files.map(({ name }) => name);
  if (!names.every(isPart) || new Set(names).size < names.length || !names.includes(LOG))
    throw new BackupRefused(`${MANIFEST} of the backup names files that no backup has, or no log.`);
  return stored;
}

/** What a file is otherwise than listed; undefined where it is as listed. */
export async function difference(directory: string, wanted: ListedFile): Promise<string | undefined> {
  const found = await listed(directory, wanted.name).catch((error: Error) => error);
  if (found instanceof Error) return `${wanted.name} cannot be read (${found.message})`;
  if (found.bytes !== wanted.bytes)
    return `${wanted.name} has ${found.bytes} bytes and was of ${wanted.bytes}`;
  return found.sha256 === wanted.sha256 ? undefined : `${wanted.name} is not as it was backed up`;
}
