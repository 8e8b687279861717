import { Worker } from 'node:worker_threads';

/**
 * One question, one thread, which has it as its data and answers with its first message.
 * @throws what the thread throws, Error where it ends without an answer, and why the signal was given
 */
export function askOnce<Answer>(script: URL, question: unknown, signal?: AbortSignal): Promise<Answer> {
  signal?.throwIfAborted();
  const thread = new Worker(script, { workerData: question });
  return new Promise<Answer>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('a thread has ended without an answer')));
  }).finally(() => void thread.terminate());
}
