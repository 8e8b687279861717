import { Fault } from '../faults/fault.js';

/** The register does not know everything yet that was recorded, or holds rows that are no longer sure. */
export class RegisterBehind extends Fault {
  /** @param therapiesBehind whose audits wait to be made; undefined where there is no register yet */
  constructor(eventsBehind: number, therapiesBehind: number | undefined, isAtLeast: boolean) {
    super(
      ['unavailable', 'REGISTER_BEHIND'],
      `the register is ${isAtLeast ? 'at least ' : ''}${eventsBehind} events behind${
        therapiesBehind === undefined ? '' : `, and ${therapiesBehind} therapies wait to be audited`
      }; ask again, or ask for the audit of one therapy, which is never behind`,
      { members: { eventsBehind, therapiesBehind } },
    );
  }
}
