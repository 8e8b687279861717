import { eventType } from '../../therapy/events/event-type.js';
import { AccessLogPart } from './access-log-part.js';

/** Records of accesses went after their time. */
export class AccessLogPruned extends AccessLogPart {}

export const accessLogPruned = eventType(
  'AccessLogPruned',
  AccessLogPruned,
  'A whole month of the log of accesses was deleted, `ACCESS_RETENTION_YEARS` after it: with what went before, these records are gone. ' +
    'They were sealed, and their hashes stay, so that all other seals can still be checked.',
  {
    occurredAt: '2035-04-01T10:00:00.000Z',
    data: {
      size: 1204,
      root: '0f'.repeat(32),
      from: '2025-03-01T00:00:12.000Z',
      to: '2025-03-31T23:59:58.000Z',
    },
  },
);
