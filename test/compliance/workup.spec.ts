import { AuditTime } from '../../src/compliance/audit-time.js';
import { auditContext } from '../../src/compliance/context.js';
import { shippedBook } from '../support/shipped-book.js';
import { type Workup, toleranceWorkups } from '../../src/compliance/workup/workup.js';
import { replay } from '../../src/infusion/replay.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { type History, ms } from '../support/history.js';
import { VISIT, found, later, running } from './findings.js';

const PAPER = 'case-report-2024';
const BEST = 'best-practice-titration';
const AS_OF = '2021-07-01T00:00:00Z';

type Step = (history: History, at: string) => History;
const examinations = {
  interrogation: (history, at) => history.event(at, 'PumpInterrogated', { displayed: {} }),
  'volume-check': (history, at) => history.event(at, 'ReservoirVolumeChecked', { conclusion: 'as-expected' }),
  'x-ray': (history, at) => history.event(at, 'CatheterStudied', { method: 'x-ray', finding: 'patent' }),
  'clear-csf-aspiration': (history, at) =>
    history.event(at, 'CatheterAspirated', { success: true, volumeMl: 0.2, csfAppearance: 'clear' }),
  'patent-contrast-study': (history, at) =>
    history.event(at, 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      contrastVolumeMl: 1,
    }),
  'unsatisfactory-lumbar-bolus': (history, at) =>
    history.event(at, 'BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      response: 'unsatisfactory',
    }),
} satisfies Record<string, Step>;
type Item = keyof typeof examinations;
const items = Object.keys(examinations) as Item[];
const ofPaper: readonly Item[] = [
  'volume-check',
  'clear-csf-aspiration',
  'patent-contrast-study',
  'unsatisfactory-lumbar-bolus',
];

const diagnosed = (history: History, at = later(48), drug = 'baclofen') =>
  history.event(at, 'ToleranceDiagnosed', { drug, basis: 'no response' }, {}, 'diagnosis');
const examined = (which: readonly Item[], at = VISIT, history = running(300)) =>
  which.reduce((so, item) => examinations[item](so, at), history);

function workups(history: History, policy = PAPER): readonly Workup[] {
  const { acting } = timelineOf(history.events);
  const rules = shippedBook.find(policy, 0)!.policy;
  return toleranceWorkups(
    auditContext(acting, replay(acting).delivery, new AuditTime(ms(AS_OF)), rules, acting),
  );
}
const outcomes = (history: History, policy?: string) =>
  Object.fromEntries(workups(history, policy)[0]!.items.map(({ item, outcome }) => [item, outcome]));
const code = 'TOLERANCE_WORKUP_INCOMPLETE';

describe('the work-up before tolerance is diagnosed', () => {
  it('complete in the paper’s four items, in best practice’s six', () => {
    expect(found(diagnosed(examined(ofPaper)), code, AS_OF)).toEqual([]);
    expect(workups(diagnosed(examined(ofPaper)))).toMatchObject([
      {
        eventId: 'diagnosis',
        at: ms(later(48)),
        drug: 'baclofen',
        complete: 'yes',
        hardwareSince: { eventId: 'e3', at: ms('2021-01-01T00:00:00Z') },
        items: ofPaper.map((item) => ({ item, outcome: 'shown' })),
      },
    ]);
    expect(workups(diagnosed(examined(ofPaper)), BEST)[0]!.complete).toBe('no');
    expect(workups(diagnosed(examined(items)), BEST)[0]!.complete).toBe('yes');
  });

  it.each(items)('without %s it is not', (missing) => {
    const history = diagnosed(examined(items.filter((item) => item !== missing)));
    expect(Object.entries(outcomes(history, BEST)).filter(([, outcome]) => outcome !== 'shown')).toEqual([
      [missing, 'not-shown'],
    ]);
    const [finding] = history.audit(AS_OF, { policy: BEST }).findings.filter((one) => one.code === code);
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain', at: ms(later(48)) });
    expect(finding!.detail).toContain(`${missing} not-shown (none is recorded)`);
  });

  it.each<[Item, string, string, object]>([
    ['interrogation', 'with an alarm', 'PumpInterrogated', { displayed: {}, alarms: ['motor-stall'] }],
    ['volume-check', 'with an excess', 'ReservoirVolumeChecked', { conclusion: 'excess' }],
    ['x-ray', 'by scintigraphy', 'CatheterStudied', { method: 'scintigraphy', finding: 'patent' }],
    ['clear-csf-aspiration', 'bloody', 'CatheterAspirated', { success: true, csfAppearance: 'bloody' }],
    ['clear-csf-aspiration', 'unseen', 'CatheterAspirated', { success: true }],
    ['clear-csf-aspiration', 'failed', 'CatheterAspirated', { success: false, csfAppearance: 'clear' }],
    [
      'patent-contrast-study',
      'inconclusive',
      'CatheterStudied',
      { method: 'contrast-myelography', finding: 'inconclusive' },
    ],
    ['patent-contrast-study', 'by x-ray', 'CatheterStudied', { method: 'x-ray', finding: 'patent' }],
  ])('%s %s is none', (item, _, type, data) => {
    const history = examined(items.filter((one) => one !== item));
    history.event(VISIT, type as 'CatheterStudied', data);
    expect(outcomes(diagnosed(history), BEST)[item]).toBe('not-shown');
  });

  it.each(['partial', 'satisfactory', 'not-recorded'])(
    'a lumbar bolus with %s response is none',
    (response) => {
      const history = examined(ofPaper.slice(0, 3)).event(VISIT, 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'lumbar-puncture',
        drug: 'baclofen',
        response,
      });
      expect(outcomes(diagnosed(history))['unsatisfactory-lumbar-bolus']).toBe('not-shown');
    },
  );

  it('a bolus of the drug of the diagnosis', () => {
    const history = diagnosed(examined(ofPaper), later(48), 'morphine');
    expect(outcomes(history)).toMatchObject({
      'unsatisfactory-lumbar-bolus': 'not-shown',
      'volume-check': 'shown',
    });
  });

  it('after the last change of hardware, which says so', () => {
    const history = diagnosed(
      examined(ofPaper).event(
        later(24),
        'CatheterReplaced',
        { reason: 'leak', catheter: { model: '8731SC' } },
        {},
        'new',
      ),
    );
    const [workup] = workups(history);
    expect(workup).toMatchObject({ complete: 'no', hardwareSince: { eventId: 'new', at: ms(later(24)) } });
    expect(new Set(workup!.items.map(({ outcome }) => outcome))).toEqual(new Set(['not-shown']));
    expect(found(history, code, AS_OF)[0]!.eventIds).toEqual(['diagnosis', 'new']);
  });

  it('of two facts at one instant the one recorded later came later', () => {
    const replaced = (history: History) =>
      history.event(VISIT, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC' } });
    expect(workups(diagnosed(examined(ofPaper, VISIT, replaced(running(300)))))[0]!.complete).toBe('yes');
    expect(workups(diagnosed(replaced(examined(ofPaper))))[0]!.complete).toBe('no');
  });

  it('not after the diagnosis, but at its instant', () => {
    expect(workups(diagnosed(examined(ofPaper, later(48))))[0]!.complete).toBe('yes');
    expect(workups(diagnosed(examined(ofPaper, later(49))))[0]!.complete).toBe('no');
    expect(workups(examined(ofPaper, later(48), diagnosed(running(300))))[0]!.complete).toBe('yes');
  });

  it('within 90 days where the policy says so', () => {
    const after = (days: number) => diagnosed(examined(items), later(24 * days));
    expect(workups(after(90), BEST)[0]!.complete).toBe('yes');
    expect(workups(after(90.1), BEST)[0]!.complete).toBe('no');
    expect(workups(after(90.1))[0]!.complete).toBe('yes');
  });

  it('a date on both sides of the change, or of the diagnosis, leaves it open', () => {
    const dated = (at: string) =>
      diagnosed(examinations['volume-check'](examined(ofPaper.slice(1)), at), '2021-02-03T10:00:00Z');
    expect(outcomes(dated('2021-02-02'))['volume-check']).toBe('shown');
    expect(outcomes(dated('2021-02-03'))['volume-check']).toBe('undetermined');
    expect(outcomes(dated('2021'))['volume-check']).toBe('undetermined');
    expect(outcomes(dated('2021-02-04'))['volume-check']).toBe('not-shown');
    const [finding] = found(dated('2021-02-03'), code, AS_OF);
    expect(finding).toMatchObject({ confidence: 'possible', settledBy: expect.any(String) as string });
    expect(finding!.detail).toContain('volume-check undetermined');
  });

  it('a change that may have come before or after the diagnosis leaves all open', () => {
    const history = diagnosed(examined(ofPaper)).event('2021-02', 'CatheterReplaced', {
      reason: 'leak',
      catheter: { model: '8731SC' },
    });
    expect(workups(history)[0]).toMatchObject({ complete: 'undetermined', hardwareSince: { eventId: 'e3' } });
  });

  describe('what is not shown although its own words say so', () => {
    const item = (history: History, which: Item) =>
      workups(history)[0]!.items.find((one) => one.item === which)!;
    const without = (which: Item) => examined(ofPaper.filter((one) => one !== which));
    // 300 mcg/day are 0.15 mL/day: after 31.4 days 40 - 0.4 of priming - 4.71 mL are left, 34.9.
    const checked = (data: object) =>
      diagnosed(without('volume-check').event(VISIT, 'ReservoirVolumeChecked', data, {}, 'check'));
    const asExpected = { conclusion: 'as-expected' };

    it.each([
      [{ expectedVolumeMl: 34.9, measuredVolumeMl: 34.9 }, 'shown'],
      [{ measuredVolumeMl: 34.5 }, 'shown'],
      [{ expectedVolumeMl: 34.9, measuredVolumeMl: 32.8 }, 'not-shown'],
      [{ measuredVolumeMl: 37 }, 'not-shown'],
      // What is said to have been expected is not what the record expects.
      [{ expectedVolumeMl: 30, measuredVolumeMl: 30 }, 'not-shown'],
    ] as const)('a volume concluded as expected, of %j: %s', (volumes, outcome) => {
      expect(item(checked({ ...asExpected, ...volumes }), 'volume-check').outcome).toBe(outcome);
    });

    it('a volume without figures is taken by its word', () => {
      expect(item(checked(asExpected), 'volume-check').outcome).toBe('shown');
      expect(item(checked({ conclusion: 'deficit' }), 'volume-check').outcome).toBe('not-shown');
    });

    it('a patent study with a faulty one after it, by any method, until the diagnosis', () => {
      const faulty = (at: string, finding = 'leak') =>
        diagnosed(examined(ofPaper).event(at, 'CatheterStudied', { method: 'ct', finding }, {}, 'ct'));
      const which = 'patent-contrast-study';
      expect(item(faulty(later(1)), which)).toMatchObject({ outcome: 'not-shown' });
      expect(item(faulty(later(1)), which).detail).toContain('a later study found a fault, 2021-02-01T11');
      expect(item(faulty(later(-1)), which).outcome).toBe('shown');
      expect(item(faulty(later(1), 'inconclusive'), which).outcome).toBe('shown');
      expect(item(faulty(later(49)), which).outcome).toBe('shown');
      expect(item(faulty('2021-02-01'), which).outcome).toBe('undetermined');
    });

    const bolus = (history: History, at: string, more: object) =>
      history.event(at, 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'lumbar-puncture',
        drug: 'baclofen',
        response: 'unsatisfactory',
        ...more,
      });
    const lumbar = 'unsatisfactory-lumbar-bolus';

    it.each([
      [50, 'shown'],
      [49.9, 'not-shown'],
      [undefined, 'shown'],
    ] as const)('a bolus of %p mcg: %s', (doseMcg, outcome) => {
      const history = diagnosed(bolus(without(lumbar), VISIT, { doseMcg }));
      expect(item(history, lumbar).outcome).toBe(outcome);
    });

    it('a bolus whose repetition helped', () => {
      const repeated = (more: object, at = later(24)) =>
        item(diagnosed(bolus(bolus(without(lumbar), VISIT, { doseMcg: 50 }), at, more)), lumbar).outcome;
      expect(repeated({ response: 'satisfactory', doseMcg: 100 })).toBe('not-shown');
      expect(repeated({ response: 'partial', doseMcg: 100 })).toBe('shown');
      expect(repeated({ response: 'satisfactory', doseMcg: 100 }, later(-24))).toBe('shown');
      expect(repeated({ response: 'satisfactory', drug: 'morphine' })).toBe('shown');
      expect(repeated({ response: 'satisfactory', drug: 'lioresal' })).toBe('not-shown');
    });

    it('anything while the motor stands still', () => {
      const stalled = (from: number, to: number) =>
        examined(
          ofPaper,
          VISIT,
          running(300).event(later(from), 'MotorStallDetected').event(later(to), 'MotorStallRecovered'),
        );
      const outcomesOf = (history: History) => new Set(Object.values(outcomes(diagnosed(history))));
      expect(outcomesOf(stalled(-2, 2))).toEqual(new Set(['not-shown']));
      expect(outcomesOf(stalled(-2, -1))).toEqual(new Set(['shown']));
      expect(outcomesOf(stalled(1, 2))).toEqual(new Set(['shown']));
      const dated = examined(
        ['volume-check'],
        '2021-02-01',
        running(300)
          .event('2021-02-01T09:00:00Z', 'MotorStallDetected')
          .event('2021-02-01T12:00:00Z', 'MotorStallRecovered'),
      );
      expect(item(diagnosed(dated), 'volume-check').outcome).toBe('undetermined');
    });

    it('another one that shows it is enough', () => {
      const history = bolus(bolus(without(lumbar), VISIT, { doseMcg: 25 }), later(24), { doseMcg: 75 });
      expect(workups(diagnosed(history))[0]!.complete).toBe('yes');
    });
  });

  it('mentions a fill that was within the limits, which is no check', () => {
    const history = examined(ofPaper.slice(1)).event(VISIT, 'ReservoirRefilled', {
      drug: 'baclofen',
      concentrationMcgPerMl: 2000,
      filledVolumeMl: 40,
      aspiratedVolumeMl: 34.9,
    });
    const [check] = workups(diagnosed(history))[0]!.items;
    expect(check).toMatchObject({ item: 'volume-check', outcome: 'not-shown' });
    expect(check!.detail).toContain('a fill whose aspirate was within the limits is recorded 2021-02-01');
  });
});
