import { Subject } from 'rxjs';
import { type FoundAliens, MOST_SHOWN, NO_ALIENS } from './found-aliens.js';
import type { Alien, Aliens } from './port.js';

/** The aliens that were met, in the order of the store. */
export class MetAliens implements Aliens {
  readonly met = new Subject<Alien>();
  private readonly first: Alien[] = [];
  private all = 0;

  /** @param before those that were met before */
  constructor(before = NO_ALIENS) {
    this.restore(before);
  }

  get count(): number {
    return this.all;
  }

  get shown(): readonly Alien[] {
    return this.first;
  }

  /** Takes over what was met before. */
  restore({ count, first }: FoundAliens): void {
    this.all += count;
    this.first.push(...first.slice(0, MOST_SHOWN - this.first.length));
  }

  add(found: FoundAliens): void {
    this.restore(found);
    for (const alien of found.first) this.met.next(alien);
  }
}
