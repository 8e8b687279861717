import type { Finding } from '../../src/compliance/rules/finding.js';
import { type History, ms } from '../support/history.js';
import { VISIT, bridge, found, later, running, runningAt } from './findings.js';

const CODE = 'ABRUPT_REDUCTION';
const day = (days: number, hours = 0) => later(days * 24 + hours);
const reductions = (history: History, asOf = day(27)): Finding[] => found(history, CODE, asOf);
const severities = (history: History) => reductions(history).map(({ severity }) => severity);
const taper = (from: number, ...doses: readonly number[]) =>
  doses.reduce((history, dose, index) => history.programmed(day(3 * index), dose), running(from));
const holiday = (history: History, at = day(-1)) =>
  history.event(at, 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' });

describe('a steep reduction', () => {
  it('a weaker fill that nobody programmed is one event, at the reservoir and later at the tip', () => {
    // 437 of 2000 mcg/mL is 109.25 of 500; 0.4 mL take 44 h.
    const weak = running(437).filled(VISIT, 500);
    expect(reductions(weak, later(100))).toMatchObject([
      { at: ms(VISIT), sites: ['reservoir', 'tip'], eventIds: ['e6'], confidence: 'certain' },
    ]);
    expect(reductions(weak, later(40))).toMatchObject([{ sites: ['reservoir'] }]);
  });

  it('is told once, for both sites', () => {
    expect(reductions(taper(1000, 400))).toMatchObject([
      {
        at: ms(VISIT),
        severity: 'critical',
        sites: ['reservoir', 'tip'],
        eventIds: ['e6'],
        detail: expect.stringContaining(
          'baclofen fell from 1000 to 400 mcg/day at the reservoir and the tip within 24 h',
        ),
      },
    ]);
  });

  it('is one of the tip alone where the path held a weaker drug', () => {
    // 500 to 2000 mcg/mL without a bridge: 0.1 mL/day of 500.
    const history = runningAt(500, 200).filled(VISIT, 2000).programmed(VISIT, 200);
    expect(reductions(history)).toMatchObject([{ sites: ['tip'], severity: 'warning' }]);
  });

  it('within 26 hours adds up, and over more it does not', () => {
    const twice = (hours: number) => running(600).programmed(VISIT, 400).programmed(later(hours), 200);
    expect(reductions(twice(26))).toHaveLength(1);
    expect(reductions(twice(26 + 1 / 60))).toEqual([]);
  });

  it('of exactly half is none', () => {
    expect(reductions(taper(600, 300))).toEqual([]);
    expect(reductions(taper(600, 299))).toHaveLength(1);
  });
});

describe('a steep step that the policy allows', () => {
  it('is information on the way to a zero that was tapered', () => {
    const [published, ...others] = reductions(taper(1000, 700, 400, 100, 0));
    expect(others).toEqual([]);
    expect(published).toMatchObject({ severity: 'info', at: ms(day(6)) });
    expect(published!.detail).toContain("step 3 took 75 % of that day's dose; this policy allows it");
  });

  it('is information while a declared holiday has yet to come to zero', () => {
    expect(severities(holiday(taper(500, 200)))).toEqual(['info']);
  });

  it('is a warning without either, and where the zero was abrupt', () => {
    expect(severities(taper(500, 200))).toEqual(['warning']);
    // 500 to 249 and 0: the first step takes more than half of the baseline.
    expect(severities(holiday(taper(500, 249, 0)))).toEqual(['warning']);
  });

  it('is critical where it is not allowed, whatever was declared', () => {
    expect(severities(holiday(taper(1000, 400)))).toEqual(['critical']);
    // 200 and 190, a day apart: the second is too soon.
    const soon = running(700).programmed(VISIT, 500).programmed(day(1), 310);
    expect(severities(holiday(soon))).toEqual(['critical']);
  });

  it('is critical where no policy speaks of the drug', () => {
    const morphine = runningAt(10_000, 1000, 'morphine').programmed(VISIT, 400);
    expect(severities(morphine)).toEqual(['critical']);
  });
});

describe('a reduction that the record explains', () => {
  it('is a warning within 72 hours after a catheter was changed, and within 48 after a serious event', () => {
    const revised = (hours: number) =>
      running(1000)
        .event(later(-hours), 'CatheterRevised', { reason: 'wound', segment: 'connector' })
        .programmed(VISIT, 400);
    expect(severities(revised(72))).toEqual(['warning']);
    expect(severities(revised(73))).toEqual(['critical']);
    const harmed = (hours: number, serious = true) =>
      running(1000)
        .event(later(-hours), 'AdverseEventObserved', { description: 'drowsy', serious })
        .programmed(VISIT, 400);
    expect(severities(harmed(48))).toEqual(['warning']);
    expect(severities(harmed(49))).toEqual(['critical']);
    expect(severities(harmed(1, false))).toEqual(['critical']);
  });

  it('is none where it ends a spike, and counts from the dose before it', () => {
    const spike = (to: number) => running(300).programmed(VISIT, 2000).programmed(later(8), to);
    expect(severities(spike(300))).toEqual([]);
    expect(severities(spike(320))).toEqual([]);
    const [below] = reductions(spike(100));
    expect(below).toMatchObject({ at: ms(later(8)), severity: 'warning' });
    expect(below!.detail).toContain('from 300 to 100 mcg/day');
    // A rise that is no spike.
    const slow = running(300).programmed(VISIT, 590).programmed(later(48), 280);
    expect(severities(slow)).toHaveLength(1);
  });
});

describe('a catheter that was found faulty', () => {
  const study = (history: History, hours: number, finding: string) =>
    history.event(later(hours), 'CatheterStudied', { method: 'fluoroscopy', finding });
  const replaced = (hours: number) =>
    study(running(1000), -200, 'leak')
      .event(VISIT, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
      .programmed(later(hours), 400, bridge(0.2, 20, 'priming'));

  it('may have given less than was computed: nothing was lost at the tip', () => {
    const faulty = study(running(1000), -48, 'leak').programmed(later(100), 400);
    expect(reductions(faulty)).toMatchObject([{ sites: ['reservoir'] }]);
  });

  it('replaced within a day before, the dose is set anew', () => {
    expect(reductions(replaced(1))).toEqual([]);
    // The priming takes 20 minutes.
    expect(reductions(replaced(23))).toEqual([]);
    expect(reductions(replaced(48))).toMatchObject([{ sites: ['reservoir', 'tip'] }]);
  });
});
