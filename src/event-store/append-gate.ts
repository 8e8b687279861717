import { Fault } from '../faults/fault.js';

/** What is in the log contradicts itself, or what was published of it: nothing more is appended until people have looked into it. */
export class LedgerContradicted extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super(['unavailable', 'LEDGER_CONTRADICTED'], message, options);
  }
}

/** Where appends wait while the log is compared with what was published, and are refused where the two differ. */
export class AppendGate {
  private opening: Promise<void> | undefined;
  private found: LedgerContradicted | undefined;

  /** Why appends are refused for good; what such a log does not hold may have been lost. */
  get contradiction(): LedgerContradicted | undefined {
    return this.found;
  }

  /** Undefined where appends may go on; else resolves when they may, or rejects with why they never will. */
  get waiting(): Promise<void> | undefined {
    return this.opening;
  }

  /** Appends wait for it; where it rejects, they are refused with that error from then on. */
  closeUntil(opening: Promise<void>): void {
    this.opening = opening;
    opening.then(
      () => {
        if (this.opening === opening) this.opening = undefined;
      },
      () => undefined,
    );
  }

  shut(why: Error): void {
    if (why instanceof LedgerContradicted) this.found ??= why;
    this.closeUntil(Promise.reject(why));
  }
}
