import { StoreUnavailable } from '../../event-store/port.js';
import { doubling } from '../../waiting/backoff.js';
import { retryUnless } from '../../waiting/retry.js';

/** A log that is back is followed again after the longest pause; after two minutes whoever asks begins anew. */
const PAUSES = { firstMs: 100, longestMs: 2_000, totalMs: 120_000 };

export interface LogRetryOptions {
  /** The log did not answer. */
  readonly onFailed: (reason: string, againInMs: number) => void;
  /** It answers again. */
  readonly onRecovered: () => void;
  /** Resolves after so long, or when nobody wants an answer any more. */
  readonly pause: (ms: number) => Promise<void>;
  readonly isOver: () => boolean;
}

/** Asks a log that is away again and again. */
export class LogRetry {
  constructor(private readonly options: LogRetryOptions) {}

  /**
   * What the work comes to; undefined where nobody wants it any more.
   * @throws StoreUnavailable when it was asked for too long
   */
  run<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    const { onFailed, onRecovered, pause, isOver } = this.options;
    return retryUnless(isOver, work, {
      pausesMs: doubling(PAUSES),
      mayPass: (error) => error instanceof StoreUnavailable,
      onFailed: ({ message }, againInMs) => onFailed(message, againInMs),
      onRecovered,
      pause,
    });
  }
}
