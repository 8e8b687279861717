import { eventType } from './event-type.js';
import { MAX_ITEMS } from './fields/limits.js';
import { NestedArray, Optional } from './fields/nested.js';
import { PlannedDailyDoseMcg } from './fields/numbers.js';
import { DateOrInstant, FreeText, NamedId, RealDrugName } from './fields/texts.js';

/** A dose of the plan. */
export class PlannedStep {
  /** From when on: an instant or a partial date. */
  @DateOrInstant()
  readonly on: string;

  /** mcg/day; 0, or 0.001 to 1,000,000 (contract). */
  @PlannedDailyDoseMcg()
  readonly dailyDoseMcg: number;
}

/** A drug is to be withheld for a while; what was done about it is recorded of its own. */
export class HolidayPlanned {
  /** Lower case, such as `baclofen`. */
  @RealDrugName()
  readonly drug: string;

  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;

  /** The policy that the plan follows, such as `case-report-2024`. */
  @Optional()
  @NamedId()
  readonly policyId?: string;

  /** The doses on the way down. */
  @Optional()
  @NestedArray(PlannedStep, MAX_ITEMS)
  readonly steps?: readonly PlannedStep[];

  /** What is infused meanwhile; lower case, such as `morphine`. */
  @Optional()
  @RealDrugName()
  readonly replacementDrug?: string;
}

export const holidayPlanned = eventType(
  'HolidayPlanned',
  HolidayPlanned,
  'A drug is to be withheld for a while. What was done about it is recorded of its own.',
  {
    occurredAt: '2025-02-10T09:00:00+01:00',
    data: {
      drug: 'baclofen',
      reason: 'tolerance',
      policyId: 'case-report-2024',
      steps: [
        { on: '2025-02-11', dailyDoseMcg: 50 },
        { on: '2025-02-14T09:00:00+01:00', dailyDoseMcg: 0 },
      ],
      replacementDrug: 'morphine',
    },
  },
);
