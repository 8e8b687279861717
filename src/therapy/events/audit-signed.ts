import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { eventType } from './event-type.js';
import { compose } from './fields/compose.js';
import { Nested, Optional } from './fields/nested.js';
import { PersonalOfStaff } from './fields/personal.js';
import {
  Choice,
  Citation,
  DateOrInstant,
  InstantText,
  Name200,
  NameList,
  NamedId,
  Note,
  YesOrNo,
} from './fields/texts.js';

export const MEANINGS = ['reviewed', 'approved', 'rejected'] as const;
/** What a signature says about the audit that it signs. */
export type Meaning = (typeof MEANINGS)[number];

const HASH = /^[0-9a-f]{64}$/;

/** Lower-case hex SHA-256. */
export const HashField = () =>
  compose(
    Matches(HASH, { message: 'must be a SHA-256 in lower-case hex, 64 digits' }),
    ApiProperty({ type: 'string', pattern: HASH.source }),
  );

/** Whoever signs, as printed beside the signature. */
export class Signer {
  /** 1-200 characters. */
  @Name200()
  @PersonalOfStaff('name')
  readonly name: string;

  /** 1-200 characters; stays in clear for ever. */
  @Optional()
  @Name200()
  readonly role?: string;
}

/** Whom the identity provider vouched for. */
export class SignedBy {
  /** The identity provider. */
  @Citation()
  readonly iss: string;

  /** As it knows the person. */
  @Citation()
  @PersonalOfStaff('iss', 'sub')
  readonly sub: string;

  @Name200()
  @PersonalOfStaff('iss', 'sub')
  readonly name: string;
}

/** What a reviewer gives: which audit was seen, and what is said about it. */
export class SignatureGiven {
  /** The policy’s id. */
  @NamedId()
  readonly policy: string;

  @NamedId()
  readonly policyVersion: string;

  /** As the audit says. */
  @DateOrInstant()
  readonly asOf: string;

  /** As the audit says. */
  @DateOrInstant()
  readonly knownAt: string;

  /** As the audit says: what the reviewer saw. */
  @HashField()
  readonly auditHash: string;

  @Choice(MEANINGS)
  readonly meaning: Meaning;

  /** 1-2,000 characters. */
  @Note()
  readonly statement: string;

  @Nested(Signer)
  readonly signer: Signer;
}

/** An audit was signed. */
export class AuditSigned extends SignatureGiven {
  /** The facts on which the audit rests. */
  @HashField()
  readonly factsHash: string;

  /** The release of the service that computed it. */
  @Name200()
  readonly release: string;

  /** Whether the service knew who signed; else the signer is what the request said. */
  @YesOrNo()
  readonly authenticated: boolean;

  /** Who signed; given where `authenticated`. */
  @Optional()
  @Nested(SignedBy)
  readonly signedBy?: SignedBy;

  /** When the identity provider let the person in for this, RFC 3339; given where `authenticated`. */
  @Optional()
  @InstantText()
  readonly authenticatedAt?: string;

  /** How strongly it was checked who it is, as the identity provider says. */
  @Optional()
  @Name200()
  readonly acr?: string;

  /** By what means. */
  @Optional()
  @NameList(20)
  readonly amr?: readonly string[];
}

/** What of a signature the service says: a repeat need not say the same. */
export const SAID_BY_SERVICE = ['authenticated', 'signedBy', 'authenticatedAt', 'acr', 'amr'] as const;

export const auditSigned = eventType(
  'AuditSigned',
  AuditSigned,
  'A reviewer signed an audit. Made by its own request; never corrected nor voided.',
  {
    occurredAt: '2025-03-06T10:00:00Z',
    data: {
      policy: 'case-report-2024',
      policyVersion: '1',
      asOf: '2025-03-06T09:55:00.000Z',
      knownAt: '2025-03-06T09:55:00.000Z',
      auditHash: '0f'.repeat(32),
      factsHash: 'f0'.repeat(32),
      release: '0.1.0',
      meaning: 'reviewed',
      statement: 'read with the operative notes at hand',
      signer: { name: 'A. Reviewer', role: 'quality manager' },
      authenticated: false,
    },
  },
);
