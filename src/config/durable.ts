import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Returns once the disk has what was written to a file. */
export const syncFile = (file: string): void => sync(file, 'r+');

/** So that a file renamed into a directory, or made there, is still there after a power cut. */
export function syncDirectory(directory: string): void {
  // Windows opens no directories, and needs no such call.
  if (process.platform !== 'win32') sync(directory, 'r');
}

/** As `syncDirectory`, of the directory that a file is in. */
export const syncDirectoryOf = (file: string): void => syncDirectory(dirname(file));
