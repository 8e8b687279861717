import { recorderIn } from '../../therapy/who-recorded.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant, Sealed } from '../../therapy/envelope.js';
import type { Meaning, SignedBy } from '../../therapy/events/audit-signed.js';
import { countedRecorders } from './separation.js';

/** Someone’s judgement of an inference. It stands beside it and changes nothing. */
export interface Review {
  readonly eventId: EventId;
  /** The id of a finding or cessation. */
  readonly inference: string;
  readonly outcome: 'confirmed' | 'refuted';
  readonly reason: string;
  readonly at: Instant;
}

/** The reviews among effective facts, in order of recording. */
export const reviewsIn = (facts: readonly ActingEvent[]): Review[] =>
  facts.flatMap((fact): Review[] =>
    fact.type === 'InferenceReviewed'
      ? [
          {
            eventId: fact.id,
            inference: fact.data.inference,
            outcome: fact.data.outcome,
            reason: fact.data.reason,
            at: fact.at,
          },
        ]
      : [],
  );

/** A signature as it was given. */
export interface Signature {
  readonly eventId: EventId;
  readonly policy: string;
  readonly policyVersion: string;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  readonly auditHash: string;
  readonly factsHash: string;
  readonly release: string;
  readonly meaning: Meaning;
  readonly statement: string;
  readonly signer: { readonly name: string; readonly role?: string };
  readonly authenticated: boolean;
  readonly signedBy?: SignedBy;
  readonly authenticatedAt?: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** Whether whoever signed recorded, in the 28 days before, something that the signed audit counts. */
  readonly samePerson?: true;
  readonly signedAt: Instant;
}

/** All signatures of a therapy, in order of recording. */
export const signaturesIn = (events: readonly Sealed[]): Signature[] =>
  events.flatMap((event): Signature[] => {
    if (event.type !== 'AuditSigned') return [];
    const { data, recordedAt } = event as Sealed<'AuditSigned'>;
    const asOf = Date.parse(data.asOf);
    const knownAt = Date.parse(data.knownAt);
    const signedAt = Date.parse(recordedAt);
    return [
      {
        ...data,
        eventId: event.id,
        asOf,
        knownAt,
        signedAt,
        ...(data.authenticated &&
          countedRecorders(events, { asOf, knownAt, signedAt }).has(recorderIn(event.recordedBy)) && {
            samePerson: true,
          }),
      },
    ];
  });
