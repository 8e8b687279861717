import type { Instant } from '../therapy/envelope.js';
import type { AuditSigned, SignatureGiven } from '../therapy/events/audit-signed.js';
import type { RecordedBy, Sealed } from '../therapy/envelope.js';
import { recorderIn } from '../therapy/who-recorded.js';
import { Refusal } from '../therapy/decider.js';
import { Fault } from '../faults/fault.js';

/** Who signs, as the identity provider just vouched for. */
export interface Signatory {
  readonly iss: string;
  readonly sub: string;
  readonly name: string;
  readonly recordedBy: RecordedBy;
  /** When the provider let the person in. */
  readonly authenticatedAt: Instant;
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** What becomes of a signature by who recorded, in the days before, what the audit counts. */
  readonly separation: 'off' | 'warn' | 'refuse';
}

/** Who signs recorded what is signed. */
export class SamePerson extends Fault {
  constructor() {
    super(
      ['conflict', 'SAME_PERSON'],
      'who signs recorded, in the 28 days before, something that this audit counts; nothing was signed',
    );
  }
}

type SaidByService = Pick<AuditSigned, 'authenticated' | 'signedBy' | 'authenticatedAt' | 'acr' | 'amr'>;

/** What a signature says of who gave it. */
export function saidOf(by: Signatory | undefined): SaidByService {
  if (!by) return { authenticated: false };
  const { iss, sub, name, authenticatedAt, acr, amr } = by;
  return {
    authenticated: true,
    signedBy: { iss, sub, name },
    authenticatedAt: new Date(authenticatedAt).toISOString(),
    ...(acr !== undefined && { acr }),
    ...(amr && amr.length > 0 && { amr }),
  };
}

/** @throws Refusal where the signature names somebody else */
export function refuseOtherName({ signer }: SignatureGiven, by: Pick<Signatory, 'name'> | undefined): void {
  if (!by || signer.name === by.name) return;
  throw new Refusal('SIGNER_MISMATCH', 'must be the name of whoever is authenticated', '/signer/name');
}

/**
 * Whether a signature that was recorded before is of somebody else.
 * @param names the subject, as events of older releases and of this one have it
 */
export const isOfAnother = (before: Sealed | undefined, names: readonly string[]): boolean =>
  before !== undefined && !names.includes(recorderIn(before.recordedBy));
