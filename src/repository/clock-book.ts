import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../therapy/envelope.js';

/** A person took the clock for right. Instants are RFC 3339. */
export interface ClockAccepted {
  readonly type: 'accepted';
  /** What the clock said. */
  readonly at: string;
  /** What stood against it; undefined where nothing did. */
  readonly doubt?: string;
  /** The last instant that the log knew; undefined where it knew none. */
  readonly lastRecorded?: string;
  readonly reason: string;
  readonly authority: string;
  readonly by: string;
  /** With which reason and authority are hashed in the event that says the same; absent in older lines. */
  readonly salt?: string;
}

/** The clock was set forward while a service ran. */
interface ClockJumped {
  readonly type: 'jumped';
  readonly at: string;
  readonly aheadMs: number;
}

/** What was noticed before is over: the clock was set back. */
interface ClockSetRight {
  readonly type: 'set-right';
  readonly at: string;
}

export type ClockEntry = ClockAccepted | ClockJumped | ClockSetRight;

const FILE = 'clock.jsonl';

/** What became of the clock of one machine: a line for each jump, and for each word of a person about it. */
export class ClockBook {
  private readonly file: string;

  constructor(directory: string) {
    this.file = join(directory, FILE);
  }

  entries(): readonly ClockEntry[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ClockEntry);
  }

  /** On disk when it returns. */
  add(entry: ClockEntry): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`, { flush: true });
  }
}

/** The jump that nobody accepted, and after which the clock was not set right; of a clock that says `now`. */
export function openJump(
  entries: readonly ClockEntry[],
  now: Instant,
): { readonly jump: ClockJumped; readonly isSetRight: boolean } | undefined {
  const last = entries.at(-1);
  if (last?.type !== 'jumped') return undefined;
  return { jump: last, isSetRight: now < Date.parse(last.at) - last.aheadMs / 2 };
}
