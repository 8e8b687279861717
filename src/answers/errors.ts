import { Fault } from '../faults/fault.js';

/** Nothing of that id is recorded for the therapy. */
export class UnknownEvent extends Fault {
  constructor(eventId: string) {
    super(['not-found', 'EVENT_NOT_FOUND'], `no event ${eventId} is recorded for this therapy`);
  }
}

export class UnknownPolicy extends Fault {
  constructor(reference: string, known: readonly string[]) {
    super(
      ['not-found', 'UNKNOWN_POLICY'],
      `no policy ${reference} was in force then; known are ${known.join(', ')}`,
    );
  }
}
