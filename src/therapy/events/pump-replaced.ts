import { eventType } from './event-type.js';
import { Nested, Optional } from './fields/nested.js';
import { ResidualVolumeMl } from './fields/numbers.js';
import { FreeText } from './fields/texts.js';
import { PumpImplanted } from './pump-implanted.js';

/** One operation took the pump out and put another one in; the catheter stayed. */
export class PumpReplaced {
  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;

  /** The new pump: empty, without a program. */
  @Nested(PumpImplanted)
  readonly pump: PumpImplanted;

  /** What was drawn out of the old pump, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly aspiratedVolumeMl?: number;
}

export const pumpReplaced = eventType(
  'PumpReplaced',
  PumpReplaced,
  'One operation took the pump out and put another one in. The new one is empty and has no program; the catheter keeps what it holds.',
  {
    occurredAt: '2025-08-04T10:00:00+02:00',
    data: {
      reason: 'end of its service life',
      pump: {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        serialNumber: 'EXAMPLE-0002',
        udi: '(01)00000000000000(21)EXAMPLE-0002',
        reservoirCapacityMl: 20,
        tubingVolumeMl: 0.199,
        nonExtractableVolumeMl: 0,
        replacementDueOn: '2032-10-01',
        filledWith: 'solution',
      },
      aspiratedVolumeMl: 6.2,
    },
  },
);
