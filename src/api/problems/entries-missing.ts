import type { StoredEvent } from '../../event-store/port.js';
import { Fault } from '../../faults/fault.js';

/** Events are gone from the log whose hashes are still in the tree. */
class EntriesMissing extends Fault {
  constructor(first: number, last: number) {
    const which =
      first === last ? `the event at leaf ${first} is` : `of the events at leaves ${first}-${last} some are`;
    super(
      ['unreadable', 'EVENTS_MISSING'],
      `${which} gone from the log; the tree still has what they were hashed to`,
    );
  }
}

/** @throws EntriesMissing where they are fewer than the log is known to have had */
export function wholeEntries(
  events: readonly StoredEvent[],
  first: number,
  count: number,
): readonly StoredEvent[] {
  const within = events.filter(({ leafIndex = first }) => leafIndex < first + count);
  if (within.length < count) throw new EntriesMissing(first, first + count - 1);
  return within;
}
