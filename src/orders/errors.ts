import { Fault } from '../faults/fault.js';

/** While a legal hold stands the patient is not erased, nor is that asked for. */
export class Held extends Fault {
  constructor(therapyId: string) {
    super(['conflict', 'HELD'], `a legal hold stands on therapy ${therapyId}; release it first`);
  }
}

/** The same officer asked for it. */
export class SameOfficer extends Fault {
  constructor() {
    super(['conflict', 'SAME_PERSON'], 'another officer than the one who asked for it confirms it');
  }
}
