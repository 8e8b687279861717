import { eventType } from './event-type.js';
import { DrugName, FreeText } from './fields/texts.js';

/** The drug no longer works as it did, and no malfunction explains it. */
export class ToleranceDiagnosed {
  /** Lower case, such as `baclofen`. */
  @DrugName()
  readonly drug: string;

  /** What the diagnosis rests on; 1-200 characters. */
  @FreeText()
  readonly basis: string;
}

export const toleranceDiagnosed = eventType(
  'ToleranceDiagnosed',
  ToleranceDiagnosed,
  'The drug no longer works as it did, and no malfunction explains it.',
  {
    occurredAt: '2025-02-03T15:00:00+01:00',
    data: { drug: 'baclofen', basis: 'no response to a lumbar puncture bolus of 100 mcg' },
  },
);
