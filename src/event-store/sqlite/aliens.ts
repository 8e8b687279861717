import { Subject } from 'rxjs';
import type { Alien, Aliens } from '../port.js';
import { type FoundAliens, MOST_SHOWN } from './set-aside.js';

/** The aliens of the file: those that were set aside, in their order. */
export class FileAliens implements Aliens {
  readonly met = new Subject<Alien>();
  private readonly first: Alien[];
  private all: number;

  constructor({ count, first }: FoundAliens) {
    this.all = count;
    this.first = [...first];
  }

  get count(): number {
    return this.all;
  }

  get shown(): readonly Alien[] {
    return this.first;
  }

  add({ count, first }: FoundAliens): void {
    this.all += count;
    this.first.push(...first.slice(0, MOST_SHOWN - this.first.length));
    for (const alien of first) this.met.next(alien);
  }
}
