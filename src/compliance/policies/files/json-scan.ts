import { given } from '../../../config/setting.js';

/** Where in a text something is wrong, counted from its begin. */
export interface TextFault {
  readonly offset: number;
  readonly detail: string;
}

/** Deeper than this no policy goes. */
const MOST_LEVELS = 32;

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class NotJson extends Error {
  constructor(readonly fault: TextFault) {
    super(fault.detail);
  }
}

/**
 * Reads a text as RFC 8259 says, for what JSON.parse leaves out: always where it is wrong, and names that an object
 * has twice, of which JSON.parse silently keeps the last.
 */
class Scan {
  private offset = 0;
  readonly repeated: TextFault[] = [];

  constructor(private readonly text: string) {}

  all(): void {
    this.value(1);
    if (this.offset < this.text.length) this.fail('the end of the file');
  }

  private value(level: number): void {
    this.take(SPACE);
    if (level > MOST_LEVELS) this.fail(`no more than ${MOST_LEVELS} levels`);
    if (this.takeChar('{')) this.members(level);
    else if (this.takeChar('[')) this.items(level);
    else if (this.take(STRING) === undefined && this.take(PLAIN) === undefined) this.fail('a value');
    this.take(SPACE);
  }

  private members(level: number): void {
    const names = new Set<string>();
    this.take(SPACE);
    if (this.takeChar('}')) return;
    do {
      this.take(SPACE);
      const { offset } = this;
      const quoted = this.take(STRING) ?? this.fail('a name in double quotes');
      const name = JSON.parse(quoted) as string;
      if (names.has(name))
        this.repeated.push({ offset, detail: `${given(name)} stands twice in the object; once is accepted` });
      names.add(name);
      this.take(SPACE);
      if (!this.takeChar(':')) this.fail('":"');
      this.value(level + 1);
    } while (this.takeChar(','));
    if (!this.takeChar('}')) this.fail('"," or "}"');
  }

  private items(level: number): void {
    this.take(SPACE);
    if (this.takeChar(']')) return;
    do this.value(level + 1);
    while (this.takeChar(','));
    if (!this.takeChar(']')) this.fail('"," or "]"');
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    this.offset += found?.length ?? 0;
    return found;
  }

  private takeChar(char: string): boolean {
    const found = this.text[this.offset] === char;
    if (found) this.offset++;
    return found;
  }

  private fail(expected: string): never {
    throw new NotJson({ offset: this.offset, detail: `is not JSON here; expected is ${expected}` });
  }
}

/** What is wrong with a text as JSON; empty where JSON.parse reads all of it. */
export function jsonFaults(text: string): readonly TextFault[] {
  const scan = new Scan(text);
  try {
    scan.all();
  } catch (error) {
    if (error instanceof NotJson) return [error.fault];
    throw error;
  }
  return scan.repeated;
}

/** As an editor counts. */
export function lineAndColumn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}
