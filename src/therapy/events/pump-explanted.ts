import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { ResidualVolumeMl } from './fields/numbers.js';
import { FreeText } from './fields/texts.js';

/** The pump was taken out; flow ended. */
export class PumpExplanted {
  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;

  /** What was drawn out of it, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly aspiratedVolumeMl?: number;
}

export const pumpExplanted = eventType(
  'PumpExplanted',
  PumpExplanted,
  'The pump was taken out, which ends flow.',
  {
    occurredAt: '2025-09-01T10:00:00+02:00',
    data: { reason: 'end of therapy at the patient’s wish', aspiratedVolumeMl: 3 },
  },
);
