import { eventType } from './event-type.js';
import { EventIdField, FreeText } from './fields/texts.js';

/** An event counts as never recorded, from now on; it stays in the record. */
export class EventVoided {
  /** The id of the event, of this therapy. */
  @EventIdField()
  readonly voids: string;

  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;
}

export const eventVoided = eventType(
  'EventVoided',
  EventVoided,
  'An event counts as never recorded, from now on. It stays in the record. Voiding a correction brings back what it ' +
    'replaced.',
  {
    occurredAt: '2025-03-03T09:00:00+01:00',
    data: { voids: 'example-adverse-event', reason: 'belongs to another patient' },
  },
);
