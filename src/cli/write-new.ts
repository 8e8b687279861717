import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { UsageError } from './exit.js';

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx');
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'EEXIST'
        ? 'is there already; name a new file'
        : 'cannot be written';
    throw new UsageError(`${file} ${why}: ${(error as Error).message}.`, { cause: error });
  }
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
