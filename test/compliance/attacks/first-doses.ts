import { History } from '../../support/history.js';
import { bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses } from './claims.js';

/*
 * The path's 0.4 mL of 2000 hold 800 mcg. At 200 mcg/day an hour gives 8.33 mcg.
 */
const FIRST =
  'above twice the largest screening bolus with a satisfactory response, or above 200 mcg/day where none is recorded';
const INCREASE =
  'in every shipped policy; where the aetiology is not one that the policy knows, the strictest figure counts';
/** After a screening test, implanted, and begun at so much. */
const begun = (dailyDoseMcg: number, ...tests: readonly object[]): History =>
  tests
    .reduce<History>(
      (history, test) =>
        history.event('2020-12-01T10:00:00Z', 'BolusTestPerformed', {
          purpose: 'screening',
          route: 'lumbar-puncture',
          drug: 'baclofen',
          ...test,
        }),
      new History().registered(),
    )
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', dailyDoseMcg, bridge(0.4, 0.5, 'priming'));
const POLICIES = ['case-report-2024', 'label-holiday', 'best-practice-titration', 'strict'];
const helped = (doseMcg: number) => ({ doseMcg, response: 'satisfactory' });

export const firstDoses: readonly Attack[] = [
  ...POLICIES.flatMap((policy): Attack[] => [
    {
      title: `201 mcg/day without a screening test, under ${policy}`,
      says: FIRST,
      policy,
      history: () => begun(201),
      finds: ['FIRST_DOSE_HIGH warning certain once'],
    },
    {
      title: `a rise of 31 % under ${policy}`,
      says: INCREASE,
      policy,
      history: () => doses(100, [0, 131]),
      finds: ['DOSE_INCREASE_LARGE warning'],
    },
  ]),
  {
    title: '200 mcg/day without a screening test',
    says: FIRST,
    history: () => begun(200),
    never: ['FIRST_DOSE_HIGH'],
  },
  {
    title: '1,000 mcg/day to begin with',
    says: 'critical above 1,000 mcg/day',
    history: () => begun(1000),
    finds: ['FIRST_DOSE_HIGH warning once'],
  },
  {
    title: '1,001 mcg/day to begin with',
    says: 'critical above 1,000 mcg/day',
    history: () => begun(1001),
    finds: ['FIRST_DOSE_HIGH critical once'],
  },
  {
    title: 'twice the screening bolus that helped',
    says: FIRST,
    history: () => begun(150, helped(75)),
    never: ['FIRST_DOSE_HIGH'],
  },
  {
    title: 'more than twice the screening bolus that helped',
    says: FIRST,
    history: () => begun(151, helped(75)),
    finds: ['FIRST_DOSE_HIGH warning certain once'],
  },
  {
    // The 100 did not help: the measure is twice 50.
    title: 'more than twice the largest that helped, less than twice another',
    says: FIRST,
    history: () => begun(150, helped(50), { doseMcg: 100, response: 'unsatisfactory' }),
    finds: ['FIRST_DOSE_HIGH warning once'],
  },
  {
    title: '400 mcg/day after a test that helped, without a dose on record',
    says: '`possible` where the test that helped has no dose on record',
    history: () => begun(400, { response: 'satisfactory' }),
    finds: ['FIRST_DOSE_HIGH warning possible once'],
  },
];
