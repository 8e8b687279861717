import { History } from '../../support/history.js';
import { at } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

const WORKUP =
  '`TOLERANCE_WORKUP_INCOMPLETE`: a volume check, an aspiration with clear CSF, a patent contrast study and an unsatisfactory lumbar puncture bolus, each after the last change of hardware';
const NOT_SHOWN =
  'Not shown by: a volume whose figures do not agree, whatever its conclusion; a patent study with a faulty one after it; a bolus below 50 mcg, or one whose repetition was satisfactory; anything during an open stall';
const CHANGED =
  '`RECORD_CHANGED` info, warning where a verdict, cessation or critical finding went with it: a pump event was corrected or voided by hand';
const UNKNOWN =
  '`DELIVERY_UNKNOWN`: a pump in place for 24 hours without a fill or program on record; a `knownAt` before the first pump event; no pump event for twice the median gap, and at least 180 days';
const PLAN = '`PLAN_NOT_KEPT` info: also a planned step whose day passed without any recorded program';
const LATE =
  'late is recorded over 24 hours after `latest`, whatever its source says; voids and corrections always';

const volumes = (measuredVolumeMl: number) => (history: History) =>
  history.event(at(0), 'ReservoirVolumeChecked', {
    // 31.4 days at 0.1 mL/day, and the priming: 36.46 mL are due.
    expectedVolumeMl: 36.4,
    measuredVolumeMl,
    conclusion: 'as-expected',
  });
const aspirated = (history: History) =>
  history.event(at(0, 1), 'CatheterAspirated', { success: true, csfAppearance: 'clear', volumeMl: 0.2 });
const studied =
  (hours: number, finding = 'patent') =>
  (history: History) =>
    history.event(at(0, hours), 'CatheterStudied', {
      method: 'contrast-myelography',
      finding,
      contrastVolumeMl: 0.3,
    });
const bolus =
  (doseMcg: number, response = 'unsatisfactory', day = 1) =>
  (history: History) =>
    history.event(at(day), 'BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      doseMcg,
      response,
    });
const COMPLETE = [volumes(36.4), aspirated, studied(2), bolus(50)] as const;
const worked =
  (...parts: readonly ((history: History) => History)[]) =>
  () =>
    parts
      .reduce((history, part) => part(history), since(200))
      .event(at(5), 'ToleranceDiagnosed', { drug: 'baclofen', basis: 'no effect' });
const incomplete = (title: string, ...parts: readonly ((history: History) => History)[]): Attack => ({
  title,
  says: NOT_SHOWN,
  history: worked(...parts),
  finds: ['TOLERANCE_WORKUP_INCOMPLETE warning once'],
});

const late = (kind: 'manual' | 'programmer-report' | 'publication', hours: number) =>
  new History()
    .recordedAt('2021-01-01T01:00:00Z')
    .event('2021-01-01T00:00:00Z', 'TherapyRegistered', {
      patientPseudonym: 'p',
      indication: 'spasticity',
      aetiology: 'stroke',
    })
    .recordedAt(at(0, hours))
    .event(at(0), 'SpasticityAssessed', { scale: 'MAS', low: '2' }, { kind });

const planned = (...steps: readonly (readonly [string, number])[]) =>
  since(900).event(at(-2), 'HolidayPlanned', {
    drug: 'baclofen',
    reason: 'tolerance',
    steps: steps.map(([on, dailyDoseMcg]) => ({ on, dailyDoseMcg })),
  });
const BY = { kind: 'manual' } as const;

export const records: readonly Attack[] = [
  {
    title: 'a whole work-up',
    says: WORKUP,
    history: worked(...COMPLETE),
    never: ['TOLERANCE_WORKUP_INCOMPLETE'],
  },
  // 33 mL found: 7 mL went where 3.5 were due.
  incomplete(
    'a volume whose figures do not agree, concluded as expected',
    volumes(33),
    aspirated,
    studied(2),
    bolus(50),
  ),
  incomplete('a patent study, and a leak after it', ...COMPLETE, studied(30, 'leak')),
  incomplete('a bolus of 49 mcg', volumes(36.4), aspirated, studied(2), bolus(49)),
  incomplete('a bolus whose repetition helped', ...COMPLETE, bolus(75, 'satisfactory', 2)),
  incomplete(
    'all of it while the motor stood',
    (history) => history.event(at(-1), 'MotorStallDetected'),
    ...COMPLETE,
  ),
  incomplete('a new catheter after it', ...COMPLETE, (history) =>
    history.event(at(2), 'CatheterReplaced', {
      reason: 'kink',
      catheter: { model: '8731SC', volumeMl: 0.2 },
    }),
  ),
  {
    title: 'a program that was voided, and no answer with it',
    says: CHANGED,
    history: () =>
      since(200)
        .event(
          at(0),
          'PumpReprogrammed',
          { program: { mode: 'simple-continuous', dailyDoseMcg: 220 } },
          BY,
          'typo',
        )
        .event(at(1), 'EventVoided', { voids: 'typo', reason: 'another patient' }, BY),
    finds: ['RECORD_CHANGED info once', 'LATE_ENTRY info'],
  },
  {
    title: 'a stop that was voided',
    says: CHANGED,
    history: () =>
      since(600)
        .event(at(0), 'PumpReprogrammed', { program: { mode: 'stopped' } }, BY, 'stop')
        .event(at(1), 'EventVoided', { voids: 'stop', reason: 'never happened' }, BY),
    finds: ['RECORD_CHANGED warning once'],
    stops: [],
  },
  {
    // 600 to 0 at once was abrupt; 600, 300, 0 would be a taper.
    title: 'a verdict that was corrected away',
    says: CHANGED,
    history: () =>
      since(600)
        .event(at(0), 'PumpReprogrammed', { program: { mode: 'stopped' } }, BY, 'stop')
        .event(at(3), 'PumpReprogrammed', { program: { mode: 'stopped' } }, BY)
        .event(
          at(4),
          'EventCorrected',
          {
            corrects: 'stop',
            reason: 'wrong dose',
            replacement: {
              type: 'PumpReprogrammed',
              occurredAt: at(0),
              data: { program: { mode: 'simple-continuous', dailyDoseMcg: 300 } },
            },
          },
          BY,
        ),
    finds: ['RECORD_CHANGED warning once'],
    stops: ['600>300>0 tapered/pass'],
  },
  {
    title: 'a spike that was voided',
    says: CHANGED,
    history: () =>
      since(200)
        .event(
          at(0),
          'PumpReprogrammed',
          { program: { mode: 'simple-continuous', dailyDoseMcg: 2000 } },
          BY,
          'high',
        )
        .programmed(at(0, 5), 200)
        .event(at(1), 'EventVoided', { voids: 'high', reason: 'never happened' }, BY),
    finds: ['RECORD_CHANGED warning once'],
  },
  {
    title: 'a pump of which nothing more is recorded for a day',
    says: UNKNOWN,
    history: () => new History().registered().implanted(at(0)),
    asOf: at(0, 25),
    finds: ['DELIVERY_UNKNOWN warning once'],
  },
  {
    title: 'a pump of which nothing more is recorded for 23 hours',
    says: UNKNOWN,
    history: () => new History().registered().implanted(at(0)),
    asOf: at(0, 23),
    never: ['DELIVERY_UNKNOWN'],
  },
  {
    title: 'asked for what was known before the pump',
    says: UNKNOWN,
    history: () =>
      new History()
        .recordedAt('2021-01-01T00:00:00Z')
        .registered()
        .recordedAt('2021-06-01T00:00:00Z')
        .implanted('2021-01-02T00:00:00Z')
        .filled('2021-01-02T00:00:00Z')
        .programmed('2021-01-02T00:00:00Z', 200),
    knownAt: '2021-03-01T00:00:00Z',
    finds: ['DELIVERY_UNKNOWN warning once'],
  },
  {
    // Fills every 60 days: 181 days are over 180, and over twice 60.
    title: 'half a year and a day without a pump event',
    says: UNKNOWN,
    history: () => since(200).filled(at(29)).filled(at(89)).filled(at(149)),
    asOf: at(149 + 181),
    finds: ['DELIVERY_UNKNOWN warning once'],
  },
  {
    title: 'not yet half a year without a pump event',
    says: UNKNOWN,
    history: () => since(200).filled(at(29)).filled(at(89)).filled(at(149)),
    asOf: at(149 + 179),
    never: ['DELIVERY_UNKNOWN'],
  },
  {
    title: 'a planned step that nobody programmed',
    says: PLAN,
    history: () => planned(['2021-02-01', 600], ['2021-02-04', 300]).programmed(at(0), 600),
    asOf: at(5),
    finds: ['PLAN_NOT_KEPT info'],
  },
  {
    title: 'a planned step whose day has not passed',
    says: PLAN,
    history: () => planned(['2021-02-01', 600], ['2021-02-04', 300]).programmed(at(0), 600),
    asOf: at(2),
    never: ['PLAN_NOT_KEPT'],
  },
  {
    title: 'a plan of which no step was programmed',
    says: PLAN,
    history: () => planned(['2021-02-01', 600], ['2021-02-04', 300], ['2021-02-07', 0]),
    asOf: at(10),
    finds: ['PLAN_NOT_KEPT info'],
    stops: [],
  },
  {
    title: 'a plan that was kept',
    says: PLAN,
    history: () =>
      planned(['2021-02-01', 600], ['2021-02-04', 300], ['2021-02-07', 0])
        .programmed(at(0), 600)
        .programmed(at(3), 300)
        .programmed(at(6), 0),
    never: ['PLAN_NOT_KEPT'],
    stops: [['900>600>300>0 tapered/pass', { declared: true }]],
  },
  ...(['manual', 'programmer-report'] as const).flatMap((kind): Attack[] => [
    {
      title: `a ${kind} recorded 25 hours after`,
      says: LATE,
      history: () => late(kind, 25),
      finds: ['LATE_ENTRY info once'],
    },
    {
      title: `a ${kind} recorded 24 hours after`,
      says: LATE,
      history: () => late(kind, 24),
      never: ['LATE_ENTRY'],
    },
  ]),
  {
    title: 'a publication, years after',
    says: 'but for publications and what came through `/v1/import`',
    history: () => late('publication', 24 * 700),
    never: ['LATE_ENTRY'],
  },
  {
    title: 'two findings of one unknown',
    says: '`cause` of a finding is the id of the fact or gap that others share: readers group by it',
    // Half a bridge: the tip gets the old drug with the flow of the new one.
    history: () => since(200).switched(at(0), ['baclofen', 2000], ['morphine', 2000]).programmed(at(0), 200),
    finds: ['BRIDGE_NOT_RECORDED critical once', 'OVERLAPPING_DRUGS warning once'],
    holds: ({ findings, gaps, cessations }) => {
      expect(findings.find(({ code }) => code === 'OVERLAPPING_DRUGS')?.cause).toBeDefined();
      const blocked = gaps.flatMap(({ blocks }) => blocks);
      expect(blocked).toContain(cessations[0]!.id);
      const ids = [...findings, ...cessations].map(({ id }) => id);
      expect(blocked.filter((id) => !ids.includes(id))).toEqual([]);
    },
  },
  ...(['strict', 'label-holiday'] as const).map((policy): Attack => ({
    title: `the ids under ${policy}`,
    says: '`id` is made of code or drug, site and first event or instant, and is the same under every policy',
    policy,
    history: () => doses(900, [0, 400], [3, 0]),
    holds: ({ cessations, findings }) => {
      const byDefault = doses(900, [0, 400], [3, 0]).audit(at(14));
      expect(cessations.map(({ id }) => id)).toEqual(byDefault.cessations.map(({ id }) => id));
      const idsOf = (all: readonly { readonly code: string; readonly id: string }[]) =>
        all.filter(({ code }) => code === 'ABRUPT_REDUCTION').map(({ id }) => id);
      expect(idsOf(findings)).toEqual(idsOf(byDefault.findings));
      expect(idsOf(findings)).toHaveLength(1);
      for (const { id } of [...cessations, ...findings])
        expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
    },
  })),
];
