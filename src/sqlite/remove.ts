import { rmSync } from 'node:fs';

/** What SQLite keeps beside a database. */
const SUFFIXES = ['-wal', '-shm', '-journal'];

/** Removes what SQLite kept beside a file, which would be taken for that of the next file of that name. */
export function removeBeside(path: string): void {
  for (const suffix of SUFFIXES) rmSync(`${path}${suffix}`, { force: true, recursive: true });
}

/** Removes a database, or whatever is in its place, and what is beside it. */
export function removeDatabase(path: string): void {
  rmSync(path, { force: true, recursive: true });
  removeBeside(path);
}
