import { eventType } from './event-type.js';
import { type FilledWith, FilledWithChoice } from './values/filled-with.js';
import { Pump } from './values/pump.js';

/** A pump is in place: empty, without a program. */
export class PumpImplanted extends Pump {
  /**
   * What the tubing was filled with before: `solution` for what the reservoir holds, or, where it holds nothing yet, what
   * is filled next. Left out, `drug-free`.
   */
  @FilledWithChoice()
  readonly filledWith?: FilledWith;
}

export const pumpImplanted = eventType(
  'PumpImplanted',
  PumpImplanted,
  'A pump is in place: its reservoir is empty, it has no program, and its tubing holds no drug unless it was filled before.',
  {
    occurredAt: '2024-03-04T10:00:00+01:00',
    data: {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      serialNumber: 'EXAMPLE-0001',
      udi: '(01)00000000000000(21)EXAMPLE-0001',
      reservoirCapacityMl: 40,
      tubingVolumeMl: 0.199,
      nonExtractableVolumeMl: 0,
      replacementDueOn: '2031-03-01',
      filledWith: 'drug-free',
    },
  },
);
