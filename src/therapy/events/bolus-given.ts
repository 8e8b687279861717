import { eventType } from './event-type.js';
import { RequiredIf } from './fields/nested.js';
import { DurationMinutes, SingleDoseMcg, VolumeMl } from './fields/numbers.js';
import { Choice, RealDrugName } from './fields/texts.js';

const PURPOSES = ['rescue', 'treatment', 'inadvertent'] as const;
const ROUTES = ['lumbar-puncture', 'temporary-catheter', 'catheter-port', 'pump', 'pocket'] as const;

/** A dose was given that is no test. */
export class BolusGiven {
  /** Why it was given; `inadvertent` where nobody meant it. */
  @Choice(PURPOSES)
  readonly purpose: (typeof PURPOSES)[number];

  /** `pump` replaces the infusion while it runs; `catheter-port` pushes out what the catheter holds. */
  @Choice(ROUTES)
  readonly route: (typeof ROUTES)[number];

  /** Lower case, such as `baclofen`. */
  @RealDrugName()
  readonly drug: string;

  /** mcg; at least 0.001 and at most 1,000,000 (contract). */
  @SingleDoseMcg()
  readonly doseMcg: number;

  /** What was pushed in, mL; at least 1e-6 and at most 100 (contract). Required for route `catheter-port`. */
  @RequiredIf(({ route }) => route === 'catheter-port')
  @VolumeMl()
  readonly volumeMl?: number;

  /** Minutes; at least a second and at most 43,200 (contract: 30 days). Required for route `pump`. */
  @RequiredIf(({ route }) => route === 'pump')
  @DurationMinutes()
  readonly durationMinutes?: number;
}

export const bolusGiven = eventType(
  'BolusGiven',
  BolusGiven,
  'A dose was given that is no test. Through the catheter port it pushes out what the catheter holds; by the pump it replaces the infusion while it runs.',
  {
    occurredAt: '2025-04-14T16:00:00+02:00',
    data: {
      purpose: 'rescue',
      route: 'catheter-port',
      drug: 'baclofen',
      doseMcg: 50,
      volumeMl: 1,
      durationMinutes: 2,
    },
  },
);
