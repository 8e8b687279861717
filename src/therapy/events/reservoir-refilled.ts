import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { ResidualVolumeMl, VolumeMl } from './fields/numbers.js';
import { FilledSolution } from './values/solution.js';

/** The reservoir was emptied and filled; the program stayed as it was. */
export class ReservoirRefilled extends FilledSolution {
  /** Volume in the reservoir after the fill, mL; at least 1e-6 and at most 100 (contract), and at most its capacity. */
  @VolumeMl()
  readonly filledVolumeMl: number;

  /** What was drawn out before the fill, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly aspiratedVolumeMl?: number;

  /** The volume at which the pump is set to warn, mL; at least 1e-6 and at most 100 (contract). Left out, it is 2. */
  @Optional()
  @VolumeMl()
  readonly alarmVolumeMl?: number;
}

export const reservoirRefilled = eventType(
  'ReservoirRefilled',
  ReservoirRefilled,
  'The reservoir was emptied and filled. It holds exactly `filledVolumeMl` afterwards; the program is unchanged.',
  {
    occurredAt: '2024-03-04T11:00:00+01:00',
    data: {
      drug: 'baclofen',
      concentrationMcgPerMl: 500,
      filledVolumeMl: 40,
      aspiratedVolumeMl: 0,
      lots: [{ lotNumber: 'BX-1207', expiresOn: '2026-08-31', manufacturer: 'Example Pharma' }],
      alarmVolumeMl: 2,
    },
  },
);
