import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { Choice, Note } from './fields/texts.js';

const REASONS = ['death', 'explanted', 'transferred', 'lost-to-follow-up', 'other'] as const;

/** The therapy ended, or is not followed here any more. */
export class TherapyEnded {
  /** After `death`, `explanted` and `transferred` nothing is delivered or projected. */
  @Choice(REASONS)
  readonly reason: (typeof REASONS)[number];

  /** 1-2,000 characters. */
  @Optional()
  @Note()
  readonly note?: string;
}

export const therapyEnded = eventType(
  'TherapyEnded',
  TherapyEnded,
  'The therapy ended, or is not followed here any more. After death, explant or transfer nothing is delivered or projected.',
  {
    occurredAt: '2025-11-20T10:00:00+01:00',
    data: { reason: 'transferred', note: 'went on at another hospital' },
  },
);
