import { Subject } from 'rxjs';
import type { Alien, Aliens } from '../port.js';

/** So many are kept to be shown. */
const MOST_SHOWN = 100;

/** The aliens that were met, in the order of the server. */
export class MetAliens implements Aliens {
  readonly met = new Subject<Alien>();
  private readonly first: Alien[] = [];
  private all = 0;

  get count(): number {
    return this.all;
  }

  get shown(): readonly Alien[] {
    return this.first;
  }

  /** Takes over what was met before. */
  restore({ count, shown }: Pick<Aliens, 'count' | 'shown'>): void {
    this.all = count;
    this.first.push(...shown);
  }

  add(alien: Alien): void {
    this.all += 1;
    if (this.first.length < MOST_SHOWN) this.first.push(alien);
    this.met.next(alien);
  }
}
