import { Fault } from '../faults/fault.js';

/** No checkpoint of such a size was ever signed. */
export class CheckpointNotFound extends Fault {
  constructor(size: number) {
    super(
      ['not-found', 'CHECKPOINT_NOT_FOUND'],
      `no checkpoint of ${size} events was signed; leave checkpoint away for the first one that covers the answer`,
    );
  }
}

/** The answer shows events that came after the checkpoint. */
export class CheckpointTooEarly extends Fault {
  constructor(size: number, leafIndex: number) {
    super(
      ['refused', 'CHECKPOINT_TOO_EARLY'],
      `the checkpoint of ${size} events does not cover the answer, whose last event is number ${leafIndex} of the ledger; ask for a later checkpoint, or for an earlier knownAt`,
    );
  }
}

/** Nothing that could be proven was known. */
export class NothingKnown extends Fault {
  constructor() {
    super(
      ['refused', 'NOTHING_KNOWN'],
      'nothing was recorded of the therapy by knownAt; ask with a later one',
    );
  }
}
