import type { StoredEvent } from '../event-store/port.js';
import { Fault } from '../faults/fault.js';

/** The log holds an event of which this release can say nothing, and so nothing of its therapy. */
export class UnreadableEvent extends Fault {
  constructor(
    { streamId, id, type, revision, position }: Omit<StoredEvent, 'bytes' | 'hash'>,
    why: string,
    options?: ErrorOptions,
  ) {
    super(
      ['unreadable', 'EVENT_UNREADABLE'],
      `the event ${id} of the type ${type}, revision ${revision} of ${streamId} at position ${position}, cannot be read: ${why}`,
      { ...options, members: { eventId: id, type, revision, position } },
    );
  }
}
