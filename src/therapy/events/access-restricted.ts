import { eventType } from './event-type.js';
import { FreeText, YesOrNo } from './fields/texts.js';

/** The therapy is open to fewer people, or to as many as others again. */
export class AccessRestricted {
  /** False ends a restriction. */
  @YesOrNo()
  readonly restricted: boolean;

  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;
}

export const accessRestricted = eventType(
  'AccessRestricted',
  AccessRestricted,
  'Only recorders and reviewers of exactly the place where the patient is cared for, and officers who reach it, see the ' +
    'therapy from then on; or that ends. A restriction counts from the earliest end of its date, its end from the latest.',
  { occurredAt: '2025-03-06T10:00:00+01:00', data: { restricted: true, reason: 'the patient works here' } },
);
