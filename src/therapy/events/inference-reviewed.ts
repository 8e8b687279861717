import { eventType } from './event-type.js';
import { Choice, FreeText, NamedId } from './fields/texts.js';

const OUTCOMES = ['confirmed', 'refuted'] as const;

/** Someone judged what the service inferred. */
export class InferenceReviewed {
  /** The id of a finding or cessation. */
  @NamedId()
  readonly inference: string;

  @Choice(OUTCOMES)
  readonly outcome: (typeof OUTCOMES)[number];

  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;
}

export const inferenceReviewed = eventType(
  'InferenceReviewed',
  InferenceReviewed,
  'Someone judged what the service inferred. The inference stays; the review stands beside it.',
  {
    occurredAt: '2025-03-05T10:00:00+01:00',
    data: {
      inference: 'MOTOR_STALLED.58ff530ff98c9f71',
      outcome: 'confirmed',
      reason: 'the log of the pump shows it',
    },
  },
);
