import { Fault } from '../faults/fault.js';

/** How far the register is behind. */
export interface BehindBy {
  readonly events: number;
  /** Whose audits wait to be made; undefined where there is no register yet. */
  readonly therapies: number | undefined;
  readonly isAtLeast: boolean;
}

/** The register does not know everything yet that was recorded, or holds rows that are no longer sure. */
export class RegisterBehind extends Fault {
  /** @param counts left out where they would tell of therapies out of reach */
  constructor(counts?: BehindBy) {
    const { events = 0, therapies, isAtLeast = false } = counts ?? {};
    const waiting = therapies === undefined ? '' : `, and ${therapies} therapies wait to be audited`;
    const far = counts ? `${isAtLeast ? 'at least ' : ''}${events} events behind${waiting}` : 'behind';
    super(
      ['unavailable', 'REGISTER_BEHIND'],
      `the register is ${far}; ask again, or ask for the audit of one therapy, which is never behind`,
      counts && { members: { eventsBehind: events, therapiesBehind: therapies } },
    );
  }
}
