import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../config/durable-file.js';
import type { ReadUpTo } from './keys.js';
import { isPerson } from './person.js';

interface Found {
  readonly readUpTo?: ReadUpTo;
  /** Owners. */
  readonly lost: readonly string[];
}

/** How far this process looked for lost keys, and what it found. It may be lost: it is then looked for anew. */
export class SearchFile {
  private found: Found;
  private readonly path: string;

  constructor(directory: string) {
    this.path = join(directory, 'keys-searched.json');
    this.found = read(this.path);
  }

  get lost(): number {
    return this.found.lost.length - this.lostOfStaff;
  }

  get lostOfStaff(): number {
    return this.found.lost.filter(isPerson).length;
  }

  get readUpTo(): ReadUpTo | undefined {
    return this.found.readUpTo;
  }

  set readUpTo(readUpTo: ReadUpTo) {
    if (readUpTo.events !== this.readUpTo?.events) this.write({ ...this.found, readUpTo });
  }

  noteLost(owners: readonly string[]): void {
    if (owners.length > 0) this.write({ ...this.found, lost: [...new Set([...this.found.lost, ...owners])] });
  }

  hasLost(owner: string): boolean {
    return this.found.lost.includes(owner);
  }

  forget(owner: string): void {
    if (this.hasLost(owner))
      this.write({ ...this.found, lost: this.found.lost.filter((lost) => lost !== owner) });
  }

  private write(found: Found): void {
    this.found = found;
    writeDurably(this.path, `${JSON.stringify(found)}\n`);
  }
}

function read(path: string): Found {
  if (!existsSync(path)) return { lost: [] };
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Found;
  } catch {
    return { lost: [] };
  }
}
