import { setTimeout as timer } from 'node:timers/promises';

export interface RetryOptions {
  /** Before the second attempt, the third and so on, ms; when there is none left, what failed stays failed. */
  readonly pausesMs: Iterable<number>;
  /** Whether another attempt may go better. */
  readonly mayPass: (error: unknown) => boolean;
  readonly pause?: (ms: number) => Promise<unknown>;
  /** An attempt failed, and there will be another one. */
  readonly onFailed?: (error: Error, againInMs: number) => void;
  /** An attempt went well after one that failed. */
  readonly onRecovered?: () => void;
}

/**
 * Attempts some work until it goes well.
 * @throws what the last attempt threw
 */
export async function retry<Value>(work: () => Promise<Value>, options: RetryOptions): Promise<Value> {
  return (await retryUnless(() => false, work, options)) as Value;
}

/** The same; undefined where it is not wanted any more. */
export async function retryUnless<Value>(
  isOver: () => boolean,
  work: () => Promise<Value>,
  { pausesMs, mayPass, pause = timer, onFailed, onRecovered }: RetryOptions,
): Promise<Value | undefined> {
  const pauses = pausesMs[Symbol.iterator]();
  for (let hasFailed = false; !isOver(); hasFailed = true) {
    try {
      const value = await work();
      if (hasFailed) onRecovered?.();
      return value;
    } catch (error) {
      const next = mayPass(error) ? pauses.next() : undefined;
      if (!next || next.done) throw error;
      if (isOver()) return undefined;
      onFailed?.(error as Error, next.value);
      await pause(next.value);
    }
  }
  return undefined;
}
