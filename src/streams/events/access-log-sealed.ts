import { eventType } from '../../therapy/events/event-type.js';
import { AccessLogPart } from './access-log-part.js';

/** What the log of accesses was, up to a record. */
export class AccessLogSealed extends AccessLogPart {}

export const accessLogSealed = eventType(
  'AccessLogSealed',
  AccessLogSealed,
  'Who looked at what is in a log of its own, `<origin>/access`. Its first records were these: where one of them is gone or changed ' +
    'later, that contradicts this event. Recorded before a checkpoint is published, at most every ten minutes, and when the service starts and ends.',
  {
    occurredAt: '2025-03-06T10:00:00.000Z',
    data: {
      size: 1204,
      root: '0f'.repeat(32),
      from: '2025-03-06T09:50:00.000Z',
      to: '2025-03-06T09:59:58.000Z',
    },
  },
);
