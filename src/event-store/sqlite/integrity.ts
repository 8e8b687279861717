import { askOnce } from '../../threads/ask-once.js';

const WORKER = new URL('./integrity.worker.js', import.meta.url);

/**
 * What SQLite finds wrong with a file, checked beside the event loop; a signal ends it.
 * @throws Error where the file cannot be read, or the signal was given
 */
export const fileFaults = async (file: string, signal: AbortSignal): Promise<readonly string[]> =>
  askOnce(WORKER, file, signal);
