import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { given, SettingsError } from './setting.js';

/**
 * Makes the directory, readable by its owner alone, and tries to write there: permission bits alone do not tell
 * (read-only file systems, access lists).
 * @throws SettingsError
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    rmdirSync(mkdtempSync(join(dataDir, '.probe-')));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SettingsError(
      `DATA_DIR is ${given(dataDir)}, where the service cannot write (${reason}); accepted is a directory it may create or write to.`,
    );
  }
}
