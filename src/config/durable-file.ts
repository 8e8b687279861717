import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { syncDirectoryOf } from './durable.js';
import { given, SettingsError } from './setting.js';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** No key, certificate or list of witnesses is larger. */
const MOST_BYTES = 1_000_000;

/**
 * Reads a file that the operator named or keeps.
 * @param name what it is to the operator, such as the setting
 * @param accepted completes "accepted is a file with …"
 * @throws SettingsError
 */
export function readGiven(name: string, file: string, accepted: string): string {
  const refuse = (why: string) =>
    new SettingsError(`${name} is ${given(file)}, which ${why}; accepted is a file with ${accepted}.`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw refuse(`cannot be read (${codeOf(error)})`);
  }
  if (bytes.length > MOST_BYTES) throw refuse(`has more than ${MOST_BYTES} bytes`);
  return bytes.toString();
}

/**
 * Puts a file, readable by its owner alone, in the place of what is there, all or nothing.
 * @throws SettingsError where it cannot be written
 */
export function writeDurably(file: string, text: string): void {
  const making = `${file}.new`;
  try {
    rmSync(making, { force: true });
    writeFileSync(making, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(making, file);
    syncDirectoryOf(file);
  } catch (error) {
    throw new SettingsError(`${file} cannot be written (${codeOf(error)}).`, { cause: error });
  }
}
