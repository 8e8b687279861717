import { Fault } from '../../faults/fault.js';

/** What was signed can neither be looked up nor added to. */
export class CheckpointsUnavailable extends Fault {
  constructor(reason: string, options: ErrorOptions) {
    super(['unavailable', 'CHECKPOINTS_UNAVAILABLE'], `checkpoints.sqlite cannot be used: ${reason}`, {
      ...options,
      detail: 'the file of the checkpoints cannot be read or written now',
    });
  }
}
