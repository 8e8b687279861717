import { parentPort } from 'node:worker_threads';
import { toldOf } from './errors.js';
import type { FromThread, ToThread } from './messages.js';

/** Asks for more than a thread was sent, and gives it. */
export type More = (need: unknown) => Promise<unknown>;

/** Makes this a thread of a pool: it does one piece of work after the other. */
export function serve(answer: (work: unknown, more: More) => unknown): void {
  const port = parentPort!;
  const post = (message: FromThread) => port.postMessage(message);
  let supplied: ((part: unknown) => void) | undefined;
  const more: More = async (need) => {
    post({ need });
    return new Promise((resolve) => (supplied = resolve));
  };
  port.on('message', (message: ToThread) => {
    if ('more' in message) return supplied?.(message.more);
    void Promise.resolve()
      .then(() => answer(message.work, more))
      .then(
        (answered) => post({ answer: answered }),
        (error: unknown) => post({ fault: toldOf(error) }),
      );
  });
}
