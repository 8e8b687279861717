import { Fault } from '../faults/fault.js';

/** Who looks cannot be written down, so nothing is shown. */
export class AccessLogUnavailable extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    const detail = 'who looks cannot be written down for now, so nothing is disclosed';
    super(['unavailable', 'ACCESS_LOG_UNAVAILABLE'], message, { ...options, detail });
  }
}

/** What was written down of who looked is not there any more, or is not what it was. */
export class AccessLogContradicted extends Fault {
  constructor(message: string) {
    const detail = 'the log of who looked is not what the ledger says it was, so nothing is disclosed';
    super(['unavailable', 'ACCESS_LOG_CONTRADICTED'], message, { detail });
  }
}
