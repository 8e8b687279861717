import { eventType } from '../../therapy/events/event-type.js';
import { HashField } from '../../therapy/events/audit-signed.js';
import { Optional } from '../../therapy/events/fields/nested.js';
import { Choice, DateOrInstant, Name200, NamedId } from '../../therapy/events/fields/texts.js';

export const POLICY_ORIGINS = ['shipped', 'file'] as const;

/** A version of a policy came into force in this ledger. */
export class PolicyAdopted {
  /** The policy’s id. */
  @NamedId()
  readonly policy: string;

  @NamedId()
  readonly policyVersion: string;

  /** Of the version’s bytes: those of the hospital’s file, or the RFC 8785 JSON of a shipped one. */
  @HashField()
  readonly sha256: string;

  /** Whether the release ships it, or the service read it from a file. */
  @Choice(POLICY_ORIGINS)
  readonly origin: (typeof POLICY_ORIGINS)[number];

  /** As the policy says. */
  @Optional()
  @DateOrInstant()
  readonly inForceFrom?: string;

  /** The release of the service that loaded it. */
  @Name200()
  readonly release: string;
}

export const policyAdopted = eventType(
  'PolicyAdopted',
  PolicyAdopted,
  'A version of a policy came into force in this ledger: a service loaded it for the first time when it started. From ' +
    '`inForceFrom` on it may judge; where there is none, a shipped one for all times, a file’s from the day on which it was recorded. Who ' +
    'put a file there the service does not know.',
  {
    occurredAt: '2025-03-06T10:00:00.000Z',
    data: {
      policy: 'our-hospital',
      policyVersion: '2',
      sha256: '0f'.repeat(32),
      origin: 'file',
      inForceFrom: '2026-01-01',
      release: 'pump-ledger 0.1.0',
    },
  },
);
