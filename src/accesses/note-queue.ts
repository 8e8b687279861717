import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccessThread } from './access-thread.js';
import { AccessLogUnavailable } from './errors.js';
import type { Note } from './note.js';

/** One commit takes no more. */
const MOST_AT_ONCE = 1_024;
/** No more may wait: further ones are refused before memory runs out. */
const MOST_WAITING = 20_000;

interface Waiting {
  readonly note: Note;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Notes that come while others are on their way to the disk share the next commit. */
export class NoteQueue {
  private waiting: Waiting[] = [];
  private working: Promise<void> | undefined;

  /** @param sent resolves once what is on the disk is wherever else it has to be */
  constructor(
    private readonly thread: Pick<AccessThread, 'ask'>,
    private readonly sent: () => Promise<void> = async () => {},
  ) {}

  /** Resolves when it is on the disk. @throws AccessLogUnavailable, AccessLogContradicted */
  add(note: Note): Promise<void> {
    if (this.waiting.length >= MOST_WAITING)
      return Promise.reject(new AccessLogUnavailable('too many accesses wait for the disk'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ note, resolve, reject });
      this.working ??= this.work();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  /** Never rejects. */
  private async work(): Promise<void> {
    // Who is answered just now asks again within this turn of the event loop.
    await nextTurn();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_AT_ONCE);
      const notes = JSON.stringify(batch.map(({ note }) => note));
      try {
        await this.thread.ask({ kind: 'append', notes });
        await this.sent();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error as Error);
      }
    }
    this.working = undefined;
  }
}
