import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const WORKER = new URL('./integrity.worker.js', import.meta.url);

/**
 * What SQLite finds wrong with a file, checked beside the event loop; a signal ends it.
 * @throws Error where the file cannot be read, or the signal was given
 */
export async function fileFaults(file: string, signal: AbortSignal): Promise<readonly string[]> {
  const thread = new Worker(WORKER, { workerData: file });
  try {
    const [faults] = (await once(thread, 'message', { signal })) as [readonly string[]];
    return faults;
  } finally {
    void thread.terminate();
  }
}
