import { StoreUnavailable } from '../../event-store/port.js';

const FIRST_PAUSE_MS = 100;
/** A log that is back is followed again after this at the latest. */
const LONGEST_PAUSE_MS = 2_000;
/** Then whoever asks had better begin anew, with another connection, ms. */
const BUDGET_MS = 120_000;

export interface PatienceOptions {
  /** The log did not answer. */
  readonly refused: (reason: string, againInMs: number) => void;
  /** It answers again. */
  readonly answered: () => void;
  /** Resolves after so long, or when nobody wants it any more. */
  readonly pause: (ms: number) => Promise<void>;
  readonly isOver: () => boolean;
}

/** Asks a log that is away again and again, after longer and longer pauses. */
export class Patience {
  constructor(private readonly options: PatienceOptions) {}

  /**
   * What the work comes to; undefined where nobody wants it any more.
   * @throws StoreUnavailable when the pauses have become too many
   */
  async through<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    const { refused, answered, pause, isOver } = this.options;
    let pauseMs = FIRST_PAUSE_MS;
    for (
      let waitedMs = 0;
      !isOver();
      waitedMs += pauseMs, pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)
    ) {
      try {
        const value = await work();
        if (waitedMs > 0) answered();
        return value;
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || waitedMs >= BUDGET_MS) throw error;
        refused(error.message, pauseMs);
        await pause(pauseMs);
      }
    }
    return undefined;
  }
}
