import { hash } from 'node:crypto';
import { LedgerContradicted } from '../event-store/append-gate.js';
import type { StoredEvent } from '../event-store/port.js';
import type { Sealed, TherapyId } from '../therapy/envelope.js';
import { type Head, NO_HEAD } from '../therapy/head.js';
import { known, sealedIn } from './stored.js';

/** The last event so far of a therapy; its hash is undefined where the event itself was not read. */
type Before = Pick<Head, 'revision'> & { readonly hash: string | undefined };

/** Whether an event's hash is that of its bytes. */
export const isHashed = ({ bytes, hash: stored }: StoredEvent): boolean => hash('sha256', bytes) === stored;

/** Follows a therapy from event to event: each is the next of this therapy, with its own bytes, and names the one before. */
export class Chain {
  private before: Before;

  /** @param revision after which the first one comes */
  constructor(
    private readonly therapyId: TherapyId,
    revision = 0,
  ) {
    this.before = revision === 0 ? NO_HEAD : { revision, hash: undefined };
  }

  /** The next event. @throws LedgerContradicted, UnreadableEvent */
  next(stored: StoredEvent): Sealed {
    if (!isHashed(stored)) throw this.broken(stored, 'its bytes are not those that were hashed');
    const sealed = sealedIn(stored);
    const { revision, hash: previousHash } = this.before;
    const isOwn = stored.streamId === this.therapyId && sealed.therapyId === this.therapyId;
    if (!isOwn) throw this.broken(stored, `it is of ${sealed.therapyId}`);
    if (stored.revision !== revision + 1 || sealed.revision !== revision + 1)
      throw this.broken(stored, `revision ${revision + 1} was to come`);
    if (sealed.id !== stored.id || sealed.type !== stored.type)
      throw this.broken(stored, 'its id and type are not those in its bytes');
    if (previousHash !== undefined && sealed.previousHash !== previousHash)
      throw this.broken(stored, 'it does not name the event before');
    this.before = { revision: revision + 1, hash: stored.hash };
    return sealed;
  }

  /** The next event, to decide and compute with. @throws LedgerContradicted, UnreadableEvent */
  nextKnown(stored: StoredEvent): Sealed {
    return known(stored, this.next(stored));
  }

  private broken({ revision, position }: StoredEvent, why: string): LedgerContradicted {
    return new LedgerContradicted(
      `the record of ${this.therapyId} is broken at revision ${revision}, position ${position}: ${why}; run verify`,
    );
  }
}
