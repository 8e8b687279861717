import { Foreseen } from '../faults/fault.js';

/** The log cannot be moved, or did not arrive as it was; the source is as it was. */
export class MigrationRefused extends Foreseen {
  readonly kind = 'mismatch';
}
