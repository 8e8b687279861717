import type { Place } from '../access/care.js';
import type { Content, EventId, TherapyId } from '../therapy/envelope.js';

/** A line that can be an event. */
export interface ReadLine {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  readonly therapyId: TherapyId;
  readonly id: EventId;
  readonly content: Content;
  readonly care?: Place;
}

/** As little of a line as it can be tried again from, and why it was refused, where it was. */
export interface HeldLine extends Pick<ReadLine, 'number' | 'text' | 'therapyId' | 'id'> {
  /** When it happened at the earliest; before anything else for what registers its therapy. */
  readonly at: number;
  readonly refusal?: unknown;
}

/** Of text, and of what is kept beside each line: some 150,000 lines. */
const MOST_BYTES = 64 * 1024 * 1024;
const BESIDE_BYTES = 256;

const earliest = ({ content: { occurredAt } }: ReadLine): number => Date.parse(occurredAt.earliest);

export const heldLine = (line: ReadLine, refusal?: unknown): HeldLine => ({
  number: line.number,
  text: line.text,
  therapyId: line.therapyId,
  id: line.id,
  at: line.content.type === 'TherapyRegistered' ? Number.NEGATIVE_INFINITY : earliest(line),
  refusal,
});

/** Whether what a therapy's lines tell goes back in time, but for one step forward in four. */
export function isNewestFirst(lines: readonly ReadLine[]): boolean {
  const last = new Map<TherapyId, number>();
  let forward = 0;
  let back = 0;
  for (const line of lines) {
    const at = earliest(line);
    const before = last.get(line.therapyId) ?? at;
    if (at > before) forward += 1;
    if (at < before) back += 1;
    last.set(line.therapyId, at);
  }
  return back > 3 * forward;
}

/** Lines that wait for what comes later in the file, and no more of them than memory has room for. */
export class HeldLines {
  private lines: HeldLine[] = [];
  private bytes = 0;

  add(line: HeldLine): void {
    this.lines.push(line);
    this.bytes += line.text.length + BESIDE_BYTES;
  }

  get count(): number {
    return this.lines.length;
  }

  get isFull(): boolean {
    return this.bytes > MOST_BYTES;
  }

  /** To try them would make little room. */
  get isHalfFull(): boolean {
    return this.bytes > MOST_BYTES / 2;
  }

  /**
   * Takes all out, therapy by therapy in the order in which it happened. What is told of one date keeps the order of the
   * file, or of the file read backwards where that begins with what is newest.
   */
  takeAll(newestFirst: boolean): readonly HeldLine[] {
    const { lines } = this;
    this.lines = [];
    this.bytes = 0;
    const sign = newestFirst ? -1 : 1;
    return lines.sort(
      (a, b) =>
        (a.therapyId < b.therapyId ? -1 : a.therapyId > b.therapyId ? 1 : 0) ||
        (a.at === b.at ? 0 : a.at - b.at) ||
        sign * (a.number - b.number),
    );
  }
}
