import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectoryOf, syncFile } from '../config/durable.js';
import { readingFrom } from '../sqlite/open.js';

const OWNER_ALONE = 0o600;

function placeOf(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
}

function settled(file: string): void {
  chmodSync(file, OWNER_ALONE);
  syncFile(file);
  syncDirectoryOf(file);
}

/** A new file with the same bytes, on the disk once it returns. */
export function copyFile(from: string, to: string): void {
  placeOf(to);
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  settled(to);
}

/** A new database of what another one holds at one instant, also while somebody writes to that. */
export function copyDatabase(from: string, to: string): void {
  placeOf(to);
  readingFrom(from, (database) => {
    database.exec('PRAGMA temp_store = MEMORY');
    database.prepare('VACUUM INTO ?').run(to);
  });
  settled(to);
}
