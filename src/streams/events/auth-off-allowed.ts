import { eventType } from '../../therapy/events/event-type.js';
import { InstantText } from '../../therapy/events/fields/texts.js';

/** A data directory may be served without access control again. */
export class AuthOffAllowed {
  /** Since when it was served with access control. */
  @InstantText()
  readonly guardedSince: string;
}

export const authOffAllowed = eventType(
  'AuthOffAllowed',
  AuthOffAllowed,
  'Somebody at the machine allowed, by the command line, that a data directory that was served with access control is served without.',
  {
    occurredAt: '2027-03-06T10:00:00.000Z',
    data: { guardedSince: '2026-12-01T08:00:00.000Z' },
  },
);
