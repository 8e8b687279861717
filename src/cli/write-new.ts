import { existsSync } from 'node:fs';
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { UsageError } from './exit.js';

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw isThere(file);
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}.`, { cause: error });
  }
}

const isThere = (file: string): UsageError => new UsageError(`${file} is there already; name a new file.`);

/** Before long work whose result could not be written. @throws UsageError */
export function refuseExisting(...files: readonly (string | undefined)[]): void {
  const found = files.find((file) => file !== undefined && existsSync(file));
  if (found !== undefined) throw isThere(found);
}

/**
 * Nothing is overwritten: what was printed and signed stays as it was. Nothing is left of what could not be written to
 * its end.
 */
export async function writeNew(
  file: string,
  content: string | Buffer | AsyncIterable<Uint8Array>,
): Promise<string> {
  const handle = await opened(file);
  try {
    await writeFile(handle, content);
    return file;
  } catch (error) {
    await rm(file, { force: true });
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(`${file} cannot be written: ${message}.`, { cause: error });
  } finally {
    await handle.close();
  }
}
