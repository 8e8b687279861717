import { stat } from 'node:fs/promises';
import { faultsIn } from '../../sqlite/integrity.js';
import { readingFrom } from '../../sqlite/open.js';
import { askOnce } from '../../threads/ask-once.js';

const WORKER = new URL('./integrity.worker.js', import.meta.url);
/** Checked in less time than a thread takes to start. */
const SMALL_BYTES = 1024 ** 2;

/**
 * What SQLite finds wrong with a file, checked beside the event loop where it takes long; a signal ends it.
 * @throws Error where the file cannot be read, or the signal was given
 */
export async function fileFaults(file: string, signal: AbortSignal): Promise<readonly string[]> {
  const { size } = await stat(file);
  return size > SMALL_BYTES ? askOnce(WORKER, file, signal) : readingFrom(file, faultsIn);
}
