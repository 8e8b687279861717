import { eventType } from './event-type.js';
import { Nested, Optional } from './fields/nested.js';
import { ResidualVolumeMl, VolumeMl } from './fields/numbers.js';
import { FreeText, YesOrNo } from './fields/texts.js';
import { FilledSolution, Solution } from './values/solution.js';

/** The reservoir was emptied and filled with another drug, or another strength of it. */
export class DrugSwitched {
  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;

  /** What the reservoir held, as the source says. */
  @Nested(Solution)
  readonly from: Solution;

  /** What it holds now. */
  @Nested(FilledSolution)
  readonly to: FilledSolution;

  /** Volume in the reservoir after the fill, mL; at least 1e-6 and at most 100 (contract), and at most its capacity. */
  @VolumeMl()
  readonly filledVolumeMl: number;

  /** What was drawn out before the fill, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly aspiratedVolumeMl?: number;

  /** Whether the reservoir was rinsed in between. */
  @Optional()
  @YesOrNo()
  readonly rinsed?: boolean;
}

export const drugSwitched = eventType(
  'DrugSwitched',
  DrugSwitched,
  'The reservoir was emptied and filled with another drug or strength. Tubing and catheter still hold the old one.',
  {
    occurredAt: '2025-02-17T10:00:00+01:00',
    data: {
      reason: 'baclofen holiday',
      from: { drug: 'baclofen', concentrationMcgPerMl: 500 },
      to: {
        drug: 'morphine',
        concentrationMcgPerMl: 10_000,
        lots: [{ lotNumber: 'M-0417', expiresOn: '2026-01-31' }],
      },
      filledVolumeMl: 20,
      aspiratedVolumeMl: 11.5,
      rinsed: true,
    },
  },
);
