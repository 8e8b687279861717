import { Foreseen } from '../faults/fault.js';

/** A backup cannot be made, or put, there. Nothing was changed. */
export class NoPlace extends Foreseen {
  readonly kind = 'refused';
}

/** What is in a backup is not what was put into it, or not the log that was published. */
export class BackupRefused extends Foreseen {
  readonly kind = 'mismatch';
}
