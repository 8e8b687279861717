import { eventType } from './event-type.js';
import { MAX_ITEMS } from './fields/limits.js';
import { NestedArray, Optional, RequiredIf } from './fields/nested.js';
import { BolusDoseMcg, DurationMinutes } from './fields/numbers.js';
import { Choice, RealDrugName } from './fields/texts.js';
import { Assessment } from './values/assessment.js';

const PURPOSES = ['screening', 'tolerance', 'troubleshooting'] as const;
const ROUTES = ['lumbar-puncture', 'temporary-catheter', 'pump'] as const;
const RESPONSES = ['satisfactory', 'partial', 'unsatisfactory', 'not-recorded'] as const;

/** A single dose was given to see its effect. */
export class BolusTestPerformed {
  /** Why it was given. */
  @Choice(PURPOSES)
  readonly purpose: (typeof PURPOSES)[number];

  /** Only by route `pump` does it replace the infusion while it runs. */
  @Choice(ROUTES)
  readonly route: (typeof ROUTES)[number];

  /** Lower case, such as `baclofen`. */
  @RealDrugName()
  readonly drug: string;

  /** mcg; at least 0.001 and at most 100,000 (contract). Required for route `pump`. */
  @RequiredIf(({ route }) => route === 'pump')
  @BolusDoseMcg()
  readonly doseMcg?: number;

  /** Minutes; at least a second and at most 43,200 (contract: 30 days). Required for route `pump`. */
  @RequiredIf(({ route }) => route === 'pump')
  @DurationMinutes()
  readonly durationMinutes?: number;

  /** What was seen, by whoever tested. */
  @Choice(RESPONSES)
  readonly response: (typeof RESPONSES)[number];

  /** Clinical scales before and after. */
  @Optional()
  @NestedArray(Assessment, MAX_ITEMS)
  readonly assessments?: readonly Assessment[];
}

export const bolusTestPerformed = eventType(
  'BolusTestPerformed',
  BolusTestPerformed,
  'A single dose was given to see its effect. By route `pump` it replaces the infusion while it runs.',
  {
    occurredAt: '2024-02-05T09:00:00+01:00',
    data: {
      purpose: 'screening',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      doseMcg: 50,
      durationMinutes: 1,
      response: 'satisfactory',
      assessments: [{ scale: 'MAS', before: '3', after: '1+', hoursAfter: 4 }],
    },
  },
);
