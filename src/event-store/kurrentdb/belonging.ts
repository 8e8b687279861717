import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import type { Origin } from '../origin.js';
import type { Alien, StoredEvent } from '../port.js';
import { commitOf } from './position.js';

/**
 * Which events of the form of ours are the log's. From the first on that a service of the log wrote all must be of one; what
 * stands before it is of an older release, or of a master key that is lost, and is taken as it is.
 */
export class Belonging {
  /** The position of the first that is known to be of a service of the log. */
  from: number | undefined;

  /** @param origin undefined where nothing can be told */
  constructor(readonly origin: Origin | undefined) {}

  /** Whether there was none yet that a service of the log wrote. */
  get isOpen(): boolean {
    return this.origin !== undefined && this.from === undefined;
  }

  /** Where an event is none of the log, what it is. Asked of each from the beginning of the log on, until one is the log's. */
  alien(event: StoredEvent, { streamId: stream, revision }: RecordedEvent): Alien | undefined {
    if (!this.origin) return undefined;
    const [commit, at] = [commitOf(event.position), Number(revision)];
    if (this.origin.isOwn({ ...event, at })) {
      this.from = Math.min(commit, this.from ?? commit);
      return undefined;
    }
    const isBefore = this.from === undefined || commit < this.from;
    return isBefore ? undefined : { stream, at, why: 'no service of this log wrote it' };
  }
}
