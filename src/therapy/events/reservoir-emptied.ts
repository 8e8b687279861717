import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { ResidualVolumeMl } from './fields/numbers.js';
import { FreeText } from './fields/texts.js';

/** The reservoir was emptied and nothing was filled in: no flow until the next fill. */
export class ReservoirEmptied {
  /** What was drawn out, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly aspiratedVolumeMl?: number;

  /** 1-200 characters. */
  @Optional()
  @FreeText()
  readonly reason?: string;
}

export const reservoirEmptied = eventType(
  'ReservoirEmptied',
  ReservoirEmptied,
  'The reservoir was emptied and nothing was filled in: nothing flows until the next fill. The path keeps what it holds.',
  {
    occurredAt: '2025-08-28T10:00:00+02:00',
    data: { aspiratedVolumeMl: 7.5, reason: 'before the pump is taken out' },
  },
);
