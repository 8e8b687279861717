import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';

/** A line of a file, counted from 1; or, where it cannot be read, why. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'TOO_LONG' | 'NOT_UTF8' };

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Gathers the pieces of one line, and no more of it than may be kept. */
class Gatherer {
  private pieces: Buffer[] = [];
  private length = 0;
  private number = 0;

  constructor(private readonly limitBytes: number) {}

  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.length <= this.limitBytes) this.pieces.push(piece);
    else this.pieces = [];
  }

  /** Undefined for a blank line, which counts but says nothing. */
  end(): Line | undefined {
    const { length, pieces } = this;
    const number = ++this.number;
    if (length === 0) return undefined;
    this.pieces = [];
    this.length = 0;
    if (length > this.limitBytes) return { number, fault: 'TOO_LONG' };
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    if (length === 1 && bytes[0] === RETURN) return undefined;
    if (!isUtf8(bytes)) return { number, fault: 'NOT_UTF8' };
    const text = bytes.toString().trim();
    return text === '' ? undefined : { number, text };
  }
}

/**
 * The lines of a body that may be longer than memory. Unlike `readline` it keeps no line above the limit, and throws
 * when the client hangs up, so that half a file is never taken for a whole one.
 */
export async function* linesOf(body: Readable, limitBytes: number): AsyncGenerator<Line, void, undefined> {
  const line = new Gatherer(limitBytes);
  let open = false;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to !== -1; to = chunk.indexOf(NEWLINE, from)) {
      if (to > from) line.add(chunk.subarray(from, to));
      const whole = line.end();
      if (whole) yield whole;
      from = to + 1;
    }
    line.add(chunk.subarray(from));
    open = from < chunk.length || (open && from === 0);
  }
  const last = open ? line.end() : undefined;
  if (last) yield last;
}
