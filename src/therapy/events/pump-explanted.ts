import { eventType } from './event-type.js';
import { FreeText } from './fields/texts.js';

/** The pump was taken out; flow ended. */
export class PumpExplanted {
  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;
}

export const pumpExplanted = eventType(
  'PumpExplanted',
  PumpExplanted,
  'The pump was taken out, which ends flow.',
  { occurredAt: '2025-09-01T10:00:00+02:00', data: { reason: 'end of therapy at the patient’s wish' } },
);
