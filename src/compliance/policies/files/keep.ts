import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError, given } from '../../../config/setting.js';
import { type PolicyFile, referenceOf } from './policy-file.js';

/**
 * Writes versions into a folder, each whole or not at all, and returns once the disk has them.
 * @throws SettingsError
 */
export function keep(files: readonly PolicyFile[], folder: string): void {
  if (files.length === 0) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of files) write(file, folder);
    synced(folder, 'r');
    synced(dirname(folder), 'r');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SettingsError(
      `${given(folder)} cannot keep policies (${reason}); accepted is a directory that the service may write to.`,
    );
  }
}

function write({ version, bytes }: PolicyFile, folder: string): void {
  const name = `${referenceOf(version)}.json`;
  const unfinished = join(folder, `.${name}.unfinished`);
  synced(unfinished, 'w', bytes);
  renameSync(unfinished, join(folder, name));
}

function synced(path: string, flags: 'r' | 'w', bytes?: Uint8Array): void {
  const descriptor = openSync(path, flags, 0o600);
  try {
    if (bytes) writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
