import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/*
 * DOSE_SPIKE: in some W hours more than T times the most of any W hours of the 72 h before, and at least L more: for
 * baclofen (24 h, 2, 100 mcg) and (4 h, 3, 100 mcg), and (24 h, 3, 200 mcg) against the 7 days that ended 72 h before.
 */
const SPIKE = 'in some W hours the tip gives more than T times the most that it gave in any W hours';
const LIMITS = 'Exactly T times is none, exactly L more is enough';
const SLOW =
  'also (24, 3, 200 mcg) against the 7 days that ended 72 hours before, so that doubling daily is seen';
const WHATEVER =
  'whatever gives it: program, `startsWith`, boluses, contrast or port jumps, a wrong strength';
const SINGLE = 'a single dose by any other route above the drug’s largest usual single dose';
const BACK = 'None where the fall ends a `DOSE_SPIKE` and does not go below the dose before it';
const NO_STEPS =
  'The rise into a `DOSE_SPIKE` and the fall that ends it are no steps as far as they take each other back';
const NOTHING = ['DOSE_SPIKE'];

const single = (doseMcg: number, more: object, type: 'BolusGiven' | 'BolusTestPerformed' = 'BolusGiven') =>
  since(200).event(at(0), type, {
    drug: 'baclofen',
    doseMcg,
    ...(type === 'BolusGiven' ? { purpose: 'rescue' } : { purpose: 'tolerance', response: 'partial' }),
    ...more,
  });

const once = (startTime: string, doseMcg: number) => ({
  program: {
    mode: 'flex',
    basalDailyDoseMcg: 0,
    boluses: [{ startTime, doseMcg, durationMinutes: 30 }],
  },
});

/** Stopped for ten days, and on at so much. */
const again = (dose: number) => doses(200, [0, 0], [10, dose]);

export const spikes: readonly Attack[] = [
  {
    // 20,000/24 x 5 = 4,167 and 158 in the other 19 h: against 200. The daily dose never rose: under 6 h.
    title: '200 to 20,000 mcg/day for five hours and back',
    says: SPIKE,
    history: () => doses(200, [0, 20_000], [at(0, 5), 200]),
    finds: ['DOSE_SPIKE critical certain tip once'],
    never: ['ABRUPT_REDUCTION'],
    stops: [],
    holds: ({ findings }) => {
      const spike = findings.find(({ code }) => code === 'DOSE_SPIKE');
      expect(spike?.until).toBeGreaterThan(spike!.at);
      expect(spike?.detail).toMatch(/mcg/);
      expect(spike?.detail).toMatch(/\b(24|4) ?h/);
    },
  },
  {
    // Eight hours count as a daily dose; setting it right is no loss.
    title: '200 to 20,000 mcg/day for eight hours and back',
    says: BACK,
    history: () => doses(200, [0, 20_000], [at(0, 8), 200]),
    finds: ['DOSE_SPIKE critical once'],
    never: ['ABRUPT_REDUCTION'],
    stops: [],
  },
  {
    // 200 to 100 is half, and no more.
    title: 'the same, back to exactly half of the dose before',
    says: BACK,
    history: () => doses(200, [0, 20_000], [at(0, 8), 100]),
    finds: ['DOSE_SPIKE critical once'],
    never: ['ABRUPT_REDUCTION'],
  },
  {
    // 101 of 200 is 50.5 %.
    title: 'the same, back to a little less than half of the dose before',
    says: BACK,
    history: () => doses(200, [0, 20_000], [at(0, 8), 99]),
    finds: ['DOSE_SPIKE critical once', 'ABRUPT_REDUCTION'],
  },
  {
    // 400 a day is exactly twice; in 4 h 66.7 of 33.3 too.
    title: 'exactly twice the dose',
    says: LIMITS,
    history: () => doses(200, [0, 400]),
    never: NOTHING,
  },
  {
    title: 'a little more than twice the dose',
    says: LIMITS,
    history: () => doses(200, [0, 401]),
    finds: ['DOSE_SPIKE critical certain once'],
    never: ['ABRUPT_REDUCTION'],
  },
  {
    // 400.0002 is over twice by 5e-7 of it.
    title: 'twice the dose and a rounding',
    says: 'Comparisons of doses hold to 1e-6 relative: exactly the limit is not above it',
    history: () => doses(200, [0, 400.0002]),
    never: NOTHING,
  },
  {
    // Three times, and 100 more in 24 h.
    title: 'exactly 100 mcg more',
    says: LIMITS,
    history: () => since(50, 500).programmed(at(0), 150),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    title: '99 mcg more',
    says: LIMITS,
    history: () => since(50, 500).programmed(at(0), 149),
    never: NOTHING,
  },
  {
    // The second day gives 400, the 7 days that ended 3 days before gave 100 a day: 4 times, 300 more.
    title: 'a dose doubled each day',
    says: SLOW,
    history: () => doses(100, [0, 200], [1, 400], [2, 800]),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    title: 'up to exactly three times within two days, never more than twice a day',
    says: SLOW,
    history: () => doses(100, [0, 200], [1, 300]),
    never: NOTHING,
  },
  {
    // 301 of 100, and 201 more; 301 of 200 is 1.5 times.
    title: 'up to a little more than three times within two days',
    says: SLOW,
    history: () => doses(100, [0, 200], [1, 301]),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    // 66 to 132 to 264: four times, but 198 more.
    title: 'four times within two days, less than 200 mcg more',
    says: SLOW,
    history: () => since(66, 500).programmed(at(0), 132).programmed(at(1), 264),
    // 264 of 132 in 24 h is exactly twice.
    never: NOTHING,
  },
  {
    // 150 + 200 x 3.5/24 = 179 in 4 h, against 33.3; in 24 h 346, under twice.
    title: 'a bolus test of 150 mcg by the pump',
    says: WHATEVER,
    history: () => single(150, { route: 'pump', durationMinutes: 30 }, 'BolusTestPerformed'),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    // 95 + 29.2 = 124 in 4 h: 91 more.
    title: 'a bolus test of 95 mcg by the pump',
    says: LIMITS,
    history: () => single(95, { route: 'pump', durationMinutes: 30 }, 'BolusTestPerformed'),
    never: NOTHING,
  },
  {
    // The same 200 a day at once: 200 in 4 h against 33.3. In 24 h 200, and at the change 200 x 21.5/24 + 200 = 379.
    title: 'the day’s dose in one bolus of the program',
    says: '`warning` where only the 4-hour figure is passed, by a program’s own boluses',
    history: () => since(200).event(at(0), 'PumpReprogrammed', once('12:00', 200)),
    finds: ['DOSE_SPIKE warning once'],
    never: ['DOSE_SPIKE critical'],
  },
  {
    // Contrast pushes the catheter's 0.2 mL of 2000 out: 400 at once.
    title: 'contrast pushed through a full catheter',
    says: WHATEVER,
    history: () =>
      since(200).event(at(0), 'CatheterStudied', {
        method: 'contrast-myelography',
        finding: 'patent',
        contrastVolumeMl: 0.3,
      }),
    finds: ['DOSE_SPIKE critical tip once'],
  },
  {
    // The catheter's 0.2 mL were drawn out before: what is pushed out is CSF.
    title: 'contrast pushed through an aspirated catheter',
    says: WHATEVER,
    history: () =>
      since(200).event(at(0), 'CatheterStudied', {
        method: 'contrast-myelography',
        finding: 'patent',
        aspiratedVolumeMl: 0.2,
        contrastVolumeMl: 0.3,
      }),
    never: NOTHING,
  },
  {
    // 0.5 mL with 150 mcg: 400 of the catheter, and 0.3 mL x 300 = 90 of it.
    title: 'a bolus by the catheter port',
    says: WHATEVER,
    history: () => single(150, { route: 'catheter-port', volumeMl: 0.5 }),
    finds: ['DOSE_SPIKE critical tip once'],
  },
  {
    // 200 mcg/day of 500 are 0.4 mL; of 2000 they are 800 mcg, after the path's 0.4 mL.
    title: 'a fill of four times the strength, not programmed',
    says: WHATEVER,
    history: () => since(200, 500).filled(at(0), 2000).event(at(5), 'PumpInterrogated', { displayed: {} }),
    finds: ['DOSE_SPIKE critical tip once', 'CONCENTRATION_MISMATCH critical'],
  },
  {
    title: 'a fill of twice the strength, not programmed',
    says: LIMITS,
    history: () => since(200, 500).filled(at(0), 1000),
    finds: ['CONCENTRATION_MISMATCH critical'],
    never: NOTHING,
  },
  {
    // 0.2 mL of 2000 in half an hour: 400.
    title: 'a `single` of 400 mcg before the same program',
    says: WHATEVER,
    history: () => since(200).programmed(at(0), 200, bridge(0.2, 0.5, 'single')),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    title: '101 mcg by lumbar puncture',
    says: SINGLE,
    history: () => single(101, { route: 'lumbar-puncture' }),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    title: '100 mcg by lumbar puncture',
    says: SINGLE,
    history: () => single(100, { route: 'lumbar-puncture' }),
    never: NOTHING,
  },
  {
    title: 'a bolus test of 150 mcg by lumbar puncture',
    says: SINGLE,
    history: () => single(150, { route: 'lumbar-puncture' }, 'BolusTestPerformed'),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    title: '525 mg in the pocket',
    says: SINGLE,
    history: () => single(525_000, { route: 'pocket', purpose: 'inadvertent' }),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    title: '300 mcg by a temporary catheter over six hours',
    says: 'a temporary catheter’s over 6 hours or more is none',
    history: () => single(300, { route: 'temporary-catheter', durationMinutes: 360 }),
    never: NOTHING,
  },
  {
    title: '300 mcg by a temporary catheter over a minute less',
    says: 'a temporary catheter’s over 6 hours or more is none',
    history: () => single(300, { route: 'temporary-catheter', durationMinutes: 359 }),
    finds: ['DOSE_SPIKE critical once'],
  },
  {
    // After ten days without, the reference is the restart dose: 200 a day.
    title: 'restarted at exactly twice the restart dose',
    says: 'after a zero the policy’s restart dose, gives in W hours',
    history: () => again(400),
    never: NOTHING,
    finds: ['RESTART_DOSE_HIGH warning'],
  },
  {
    title: 'restarted at a little more than twice the restart dose',
    says: 'after a zero the policy’s restart dose, gives in W hours',
    history: () => again(401),
    finds: ['DOSE_SPIKE critical', 'RESTART_DOSE_HIGH warning'],
  },
  {
    // The first program's dose is the reference: begun high is FIRST_DOSE_HIGH, no spike.
    title: 'a therapy that begins at 800 mcg/day',
    says: 'the reference is at least what the first program’s dose gives in W hours',
    history: () => since(800),
    finds: ['FIRST_DOSE_HIGH warning'],
    never: NOTHING,
  },
  {
    title: 'five times the dose where the path’s volume is not known',
    says: 'Where the path’s volume is not known it is judged at the reservoir',
    history: () =>
      new History()
        .registered()
        .implanted('2021-01-01T00:00:00Z', { model: 'Unheard-of', tubingVolumeMl: undefined })
        .filled('2021-01-01T00:00:00Z')
        .programmed('2021-01-01T00:00:00Z', 200)
        .programmed(at(0), 1000),
    finds: ['DOSE_SPIKE reservoir once', 'MODEL_UNKNOWN warning'],
  },
  {
    title: 'a drug without figures',
    says: 'Drugs without figures are not judged, and `assumptions` says so',
    history: () =>
      new History()
        .registered()
        .implanted('2021-01-01T00:00:00Z')
        .filled('2021-01-01T00:00:00Z', 1000, 40, 'fentanyl')
        .programmed('2021-01-01T00:00:00Z', 100, bridge(0.4, 0.5, 'priming'))
        .programmed(at(0), 1000),
    never: NOTHING,
    holds: ({ assumptions }) =>
      expect(assumptions.filter(({ detail }) => detail.includes('fentanyl'))).not.toEqual([]),
  },
  {
    // 600 to 20,000 for 8 h and back, then 600 > 300 > 0 three days apart.
    title: 'a spike within a taper is no step',
    says: NO_STEPS,
    history: () => doses(600, [-4, 20_000], [at(-4, 8), 600], [0, 300], [3, 0]),
    finds: ['DOSE_SPIKE critical'],
    stops: [['600>300>0 tapered/pass', { tip: 'tapered' }]],
  },
  {
    // From the 600 before it: 400 of 600 at once.
    title: 'a spike whose end goes below the dose before it',
    says: 'a fall below the dose before it counts from that dose',
    history: () => doses(600, [0, 20_000], [at(0, 8), 200], [at(3, 8), 0]),
    stops: ['600>200>0 abrupt/fail'],
  },
  {
    title: 'stopped because of a spike',
    says: 'or within 48 hours a `DOSE_SPIKE` or a serious adverse event. It changes no verdict, is told with it',
    history: () => doses(600, [at(0, -47), 20_000], [at(0, -42), 600], [0, 0]),
    stops: [['600>0 abrupt/fail', { circumstance: 'overdose' }]],
  },
  {
    title: 'stopped long after a spike',
    says: 'or within 48 hours a `DOSE_SPIKE` or a serious adverse event',
    history: () => doses(600, [at(0, -110), 20_000], [at(0, -105), 600], [0, 0]),
    stops: [['600>0 abrupt/fail', { circumstance: null }]],
  },
];
