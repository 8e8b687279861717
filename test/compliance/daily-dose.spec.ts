import { AuditTime } from '../../src/compliance/audit-time.js';
import { dailyDose, withoutInterruptions } from '../../src/compliance/dose/daily-dose.js';
import { rawStretches } from '../../src/compliance/dose/raw-doses.js';
import type { Site } from '../../src/infusion/dose.js';
import { replay } from '../../src/infusion/replay.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { type History, ms } from '../support/history.js';
import { HOUR, VISIT, bridge, later, running, runningAt } from './findings.js';

/** Each change of the daily dose from the visit on, as `[hours after the visit, mcg/day]`; the first is of the visit. */
function doses(history: History, site: Site = 'reservoir', drug = 'baclofen'): (readonly number[])[] {
  const { delivery } = replay(timelineOf(history.events).acting);
  const time = new AuditTime(ms(later(60 * 24)));
  const raw = rawStretches(delivery, { drug, site, minHours: 6, visitMinutes: 60 }, time);
  const counted = withoutInterruptions(dailyDose(raw, 6), time, 6);
  const shown = counted
    .filter(({ end }) => end > ms(VISIT))
    .map(({ start, mcgPerDay }) => [
      Math.max(0, Number(((start - ms(VISIT)) / HOUR).toFixed(3))),
      Number(mcgPerDay.toFixed(6)),
    ]);
  return shown.filter(([, dose], index) => !Object.is(dose, shown[index - 1]?.[1]));
}
const both = (history: History) => [doses(history), doses(history, 'tip')];
const twice = (...changes: readonly (readonly number[])[]) => [changes, changes];

const asking = { patientBolus: { doseMcg: 10, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 12 } };
const read = (history: History, hours: number, shows: object) =>
  history.event(later(hours), 'PumpInterrogated', { shows });
const boluses = (since: number, count: number, at?: readonly number[]) => ({
  patientBoluses: {
    since: later(since),
    count,
    doseMcg: 10,
    durationMinutes: 5,
    ...(at && { at: at.map(later) }),
  },
});

describe('what the patient asked for', () => {
  // 100 boluses of 10 mcg in ten days: 100 mcg/day more; afterwards nobody knows, and the program counts.
  it('counts with its mean over the time that was read, at both sites', () => {
    const history = running(300).programmed(VISIT, 300, asking);
    expect(both(read(history, 240, boluses(0, 100)))).toEqual(twice([0, 400], [240, 300]));
  });

  it('counts alike where it is known when each was given', () => {
    const history = running(300).programmed(VISIT, 300, asking);
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(both(read(history, 240, boluses(0, 100, all)))).toEqual(twice([0, 400], [240, 300]));
  });

  it('a flow of it alone is no zero while nobody read it, and one of nothing once it was', () => {
    const alone = { program: { mode: 'flex', basalDailyDoseMcg: 0, boluses: [], ...asking } };
    const history = () => running(300).event(VISIT, 'PumpReprogrammed', alone);
    expect(both(history())).toEqual(twice([0, Number.NaN]));
    expect(history().audit(later(480)).cessations).toEqual([]);
    expect(doses(read(history(), 240, boluses(0, 60)))).toEqual([
      [0, 60],
      [240, Number.NaN],
    ]);
    expect(doses(read(history(), 240, boluses(0, 0)))).toEqual([
      [0, 0],
      [240, Number.NaN],
    ]);
    expect(read(history(), 240, boluses(0, 0)).audit(later(480)).cessations).toMatchObject([
      { site: 'reservoir', cause: 'programmed', reachedZeroAt: ms(VISIT) },
    ]);
  });
});

describe('a visit', () => {
  it('a fill of another strength changes nothing until it is programmed, up to an hour later', () => {
    const filled = (minutes: number) =>
      doses(
        running(400)
          .filled(VISIT, 500)
          .programmed(later(minutes / 60), 400),
      ).filter(([hours]) => hours! < 100);
    expect(filled(60)).toEqual([[0, 400]]);
    // 0.2 mL/day of 500 mcg/mL: it was another visit.
    expect(filled(61)).toEqual([
      [0, 100],
      [1.017, 400],
    ]);
  });

  it('a switch is one with its programming', () => {
    const switched = () => running(200).switched(VISIT, ['baclofen', 2000], ['morphine', 2000]);
    expect(doses(switched().programmed(later(0.5), 200))).toEqual([
      [0, 200],
      [0.5, 0],
    ]);
    expect(doses(switched().programmed(later(0.5), 200), 'reservoir', 'morphine')).toEqual([
      [0, 0],
      [0.5, 200],
    ]);
    // Nobody programmed anything.
    expect(doses(switched())).toEqual([[0, 0]]);
  });
});

describe('a startsWith', () => {
  it('before a stop is zero from its beginning', () => {
    const stopped = (mode: string) =>
      running(400).event(VISIT, 'PumpReprogrammed', { program: { mode, ...bridge(0.4, 720) } });
    expect(both(stopped('stopped'))).toEqual(twice([0, 0]));
    expect(both(stopped('minimum-rate'))).toEqual(twice([0, 0]));
  });

  it('counts at the tip from 6 hours on with its rate, at the reservoir never', () => {
    // 0.4 mL of 2000 mcg/mL in 12 hours: 1600 mcg/day.
    const long = running(400).programmed(VISIT, 400, bridge(0.4, 720));
    expect(both(long)).toEqual([
      [[0, 400]],
      [
        [0, 1600],
        [12, 400],
      ],
    ]);
    expect(both(running(400).programmed(VISIT, 400, bridge(0.4, 359)))).toEqual(twice([0, 400]));
  });

  it('is zero where no such drug is there', () => {
    const history = running(200)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 200, bridge(0.4, 720));
    expect(doses(history)).toEqual([[0, 0]]);
    expect(doses(history, 'tip', 'morphine')).toEqual([
      [0, 0],
      [12, 200],
    ]);
  });

  it('rounded by 1 % is no change at the tip, and by more it is one', () => {
    // 0.4 mL at 0.2 mL/day take 2,880 minutes; 2,852 are 0.98 % faster, 2,850 1.05 %.
    const by = (minutes: number) => doses(running(400).programmed(VISIT, 400, bridge(0.4, minutes)), 'tip');
    expect(by(2852)).toEqual([[0, 400]]);
    expect(by(2850)).toHaveLength(2);
  });
});

describe('what is no change', () => {
  it('a volume that shows slower flows', () => {
    // 10 mL at 0.2 mL/day were computed dry after 50 days; on day 57 3 mL were found.
    const history = running(400)
      .filled(VISIT, 2000, 10)
      .event(later(57 * 24), 'ReservoirRefilled', {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        filledVolumeMl: 40,
        aspiratedVolumeMl: 3,
      });
    expect(both(history)).toEqual(twice([0, 400]));
    expect(history.audit(later(1400)).cessations).toEqual([]);
  });
});

describe('a flow that the pump cannot keep', () => {
  // SynchroMed II: 0.006 mL/day, of 2000 mcg/mL 12 mcg/day.
  it('is zero below the minimum rate of the model', () => {
    expect(both(running(300).programmed(VISIT, 11.9))).toEqual(twice([0, 0]));
    expect(running(300).programmed(VISIT, 11.9).audit(later(480)).cessations).toMatchObject([
      { cause: 'programmed', reachedZeroAt: ms(VISIT) },
    ]);
  });

  it('is none at it, or where the model is not known', () => {
    expect(both(running(300).programmed(VISIT, 12))).toEqual(twice([0, 12]));
    const unknown = runningAt(2000, 300, 'baclofen', { model: 'of no known rate' });
    expect(both(unknown.programmed(VISIT, 5))).toEqual(twice([0, 5]));
  });
});

describe('exactly a limit', () => {
  it('is not above it, to a millionth', () => {
    const step = (to: number) =>
      running(900).programmed(VISIT, to).programmed(later(72), 300).programmed(later(144), 0);
    const conformance = (to: number) => step(to).audit(later(480)).cessations[0]!.conformance;
    // 300.0002 is 7e-7 of 300 more, 300.001 3e-6.
    expect(conformance(599.9998)).toBe('pass');
    expect(conformance(599.999)).toBe('fail');
  });
});
