import { eventType } from './event-type.js';
import { LIMITS } from './fields/limits.js';
import { Quantity } from './fields/numbers.js';
import { DrugName } from './fields/texts.js';

/** What the patient takes by mouth from now on. */
export class OralMedicationChanged {
  /** Lower case, such as `tizanidine`. */
  @DrugName()
  readonly drug: string;

  /** Each intake, mg; at least 1e-6 and at most 10,000 (proposal). */
  @Quantity(LIMITS.oralDoseMg)
  readonly doseMg: number;

  /** Intakes a day; 0 says that it was stopped; at most 48 (proposal). */
  @Quantity(LIMITS.timesPerDay)
  readonly timesPerDay: number;
}

export const oralMedicationChanged = eventType(
  'OralMedicationChanged',
  OralMedicationChanged,
  'What the patient takes by mouth from now on; `timesPerDay` 0 says that the drug was stopped.',
  {
    occurredAt: '2024-01-08T09:30:00+01:00',
    data: { drug: 'baclofen', doseMg: 25, timesPerDay: 3 },
  },
);
