import { History } from '../../support/history.js';
import { type Entry, at, priming, running } from './entry.js';

/*
 * The pump, the reservoir, the dose after a revision and the work-up of tolerance. Running at 1000 mcg/day from 1
 * January 00:24 (0.4 mL of priming before) to the visit 0.4 + 0.5 x 31.4 = 16.1 mL are pumped, 23.9 left; at 200 mcg/day
 * 3.54 pumped, 36.46 left.
 */
const refilled = (dose: number, aspiratedVolumeMl: number, lots?: readonly object[]) =>
  running(dose).event(at(0), 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 40,
    aspiratedVolumeMl,
    ...(lots && { lots }),
  });
const lot = (expiresOn: string) =>
  running(200).event(at(0), 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 40,
    lots: [{ lotNumber: 'L1', expiresOn }],
  });
/**
 * In place since 2 January 2014, and first used on 20 December 2020: 84 months end on 2 January 2021, and for most of
 * them nothing is recorded.
 */
const old = () =>
  new History()
    .registered()
    .implanted('2014-01-02T00:00:00Z')
    .filled('2020-12-20T00:00:00Z')
    .programmed('2020-12-20T00:00:00Z', 200, priming(0.4));
const revised = () =>
  running(200)
    .event(at(0), 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
    .programmed(at(0), 200, priming(0.2));

type Item = readonly [
  'ReservoirVolumeChecked' | 'CatheterAspirated' | 'CatheterStudied' | 'BolusTestPerformed',
  object,
];
const checked: Item = ['ReservoirVolumeChecked', { conclusion: 'as-expected' }];
// 0.01 mL at 0.1 mL/day: 2.4 h without, 60 % of what is shown.
const aspirated: Item = ['CatheterAspirated', { success: true, volumeMl: 0.01, csfAppearance: 'clear' }];
const contrast: Item = ['CatheterStudied', { method: 'contrast-myelography', finding: 'patent' }];
const bolus = (response: string, route = 'lumbar-puncture'): Item => [
  'BolusTestPerformed',
  { purpose: 'tolerance', route, drug: 'baclofen', doseMcg: 100, response },
];
const unsatisfactory = bolus('unsatisfactory');
/** Done a day apart from five days before the visit, at which tolerance is diagnosed. */
const diagnosed = (...items: readonly Item[]) =>
  items
    .reduce((history, [type, data], index) => history.event(at(index - 5), type, data), running(200))
    .event(at(0), 'ToleranceDiagnosed', { drug: 'baclofen', basis: 'no effect' });
const INCOMPLETE = ['TOLERANCE_WORKUP_INCOMPLETE'];
const quiet = (
  title: string,
  history: () => History,
  findings: readonly string[] = [],
  asOf?: string,
): Entry => ({
  title,
  history,
  cessations: [],
  findings,
  asOf,
});

/** What the volume says, and what it leaves of what was computed. */
const CONTRADICTED = ['DELIVERY_CONTRADICTED', 'REFILL_DISCREPANCY'];

export const devices: readonly Entry[] = [
  // 2 mL less than expected; 14.5 % of what was pumped are 2.33 mL.
  quiet('2 mL too little in the reservoir', () => refilled(1000, 21.9)),
  quiet('2.1 mL too little', () => refilled(1000, 21.8), CONTRADICTED),
  quiet('2.1 mL too much', () => refilled(1000, 26), CONTRADICTED),
  // 14.5 % of 3.54 mL are 0.5133 mL; 0.46 and 0.56 mL less than expected.
  quiet('13 % more pumped than programmed', () => refilled(200, 36)),
  quiet('16 % more pumped than programmed', () => refilled(200, 35.9), CONTRADICTED),
  quiet('filled on the last day of the lot', () => lot('2021-02-01')),
  quiet('filled the day after it', () => lot('2021-01-31'), ['LOT_EXPIRED']),
  quiet('running a day before 84 months have passed', old, ['DELIVERY_UNKNOWN'], '2021-01-01T00:00:00Z'),
  quiet(
    'running a day after they have',
    old,
    ['DELIVERY_UNKNOWN', 'END_OF_SERVICE_PASSED'],
    '2021-01-03T00:00:00Z',
  ),
  {
    title: 'stopped before they have',
    history: () => old().programmed('2021-01-01T00:00:00Z', 0),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: ['DELIVERY_UNKNOWN', 'PUMP_LEFT_STOPPED'],
  },
  ...[
    [89, []],
    [91, ['END_OF_SERVICE_PASSED']],
  ].map(([days, findings]) =>
    quiet(
      `${days as number} days after the elective-replacement alarm`,
      () => running(200).event(at(-10), 'PumpAlarmRaised', { alarm: 'elective-replacement' }),
      findings as string[],
      at((days as number) - 10),
    ),
  ),
  {
    // Since when is not known: back to the program, 31 days. When it stopped nobody knows, and so not how.
    title: 'a pump that was read to stand still',
    history: () => running(200).event(at(0), 'PumpInterrogated', { shows: { mode: 'stopped' } }),
    cessations: ['baclofen reservoir reported 200>0 undetermined/undetermined tip undetermined'],
    findings: ['DELIVERY_CONTRADICTED', 'PUMP_LEFT_STOPPED', 'REPORTED_STOPPED'],
  },
  quiet('the dose halved 23 h after a revision', () => revised().programmed(at(0, 23), 100)),
  quiet('the dose halved 25 h after a revision', () => revised().programmed(at(0, 25), 100), [
    'DOSE_NOT_REDUCED_AFTER_REVISION',
  ]),
  quiet('a dose that was not lowered after a revision', revised, ['DOSE_NOT_REDUCED_AFTER_REVISION']),
  quiet('the lowest flow, 96 mcg/day of 2000 mcg/mL', () =>
    running(200).programmed(at(0), 100).programmed(at(3), 96),
  ),
  // 0.0475 mL/day.
  quiet('95 mcg/day of 2000 mcg/mL', () => running(200).programmed(at(0), 100).programmed(at(3), 95), [
    'FLOW_OUT_OF_RANGE',
  ]),
  // 36 mcg in a minute: 0.018 mL, 25.92 mL/day on top of the basal rate, above 24.
  quiet(
    'a bolus faster than the pump can go',
    () =>
      running(200).event(at(0), 'PumpReprogrammed', {
        program: {
          mode: 'flex',
          basalDailyDoseMcg: 164,
          boluses: [{ startTime: '12:00', doseMcg: 36, durationMinutes: 1 }],
        },
      }),
    ['FLOW_OUT_OF_RANGE'],
  ),
  quiet('tolerance with the whole work-up', () => diagnosed(checked, aspirated, contrast, unsatisfactory)),
  quiet('without a volume check', () => diagnosed(aspirated, contrast, unsatisfactory), INCOMPLETE),
  quiet('without an aspiration', () => diagnosed(checked, contrast, unsatisfactory), INCOMPLETE),
  quiet(
    'with an aspiration of cloudy CSF',
    () =>
      diagnosed(
        checked,
        ['CatheterAspirated', { success: true, volumeMl: 0.01, csfAppearance: 'cloudy' }],
        contrast,
        unsatisfactory,
      ),
    INCOMPLETE,
  ),
  quiet('without a contrast study', () => diagnosed(checked, aspirated, unsatisfactory), INCOMPLETE),
  quiet(
    'with an x-ray in its place',
    () =>
      diagnosed(
        checked,
        aspirated,
        ['CatheterStudied', { method: 'x-ray', finding: 'patent' }],
        unsatisfactory,
      ),
    INCOMPLETE,
  ),
  quiet('without a bolus by lumbar puncture', () => diagnosed(checked, aspirated, contrast), INCOMPLETE),
  quiet(
    'with a partial response',
    () => diagnosed(checked, aspirated, contrast, bolus('partial')),
    INCOMPLETE,
  ),
  quiet(
    'with the bolus through a temporary catheter',
    () => diagnosed(checked, aspirated, contrast, bolus('unsatisfactory', 'temporary-catheter')),
    INCOMPLETE,
  ),
  // The catheter of the work-up is not the one in place; primed at once, at a lower dose.
  quiet(
    'with a new catheter since',
    () =>
      diagnosed(checked, aspirated, contrast, unsatisfactory)
        .event(at(-0.5), 'CatheterReplaced', { reason: 'x', catheter: { model: '8731SC', volumeMl: 0.2 } })
        .programmed(at(-0.5), 150, priming(0.2)),
    INCOMPLETE,
  ),
];
