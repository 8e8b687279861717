import * as fc from 'fast-check';
import { pumpState } from '../../src/infusion/pump-state.js';
import { replay } from '../../src/infusion/replay.js';
import { type Settings, settingsAround } from '../../src/infusion/settings.js';
import { settingChanges } from '../../src/answers/log/setting-changes.js';
import type { ActingEvent } from '../../src/therapy/acting-event.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { sealedHistories } from '../property/sealed-histories.js';
import { History } from '../support/history.js';

const around = (events: readonly ActingEvent[]) =>
  settingsAround(events, new Set(events.map(({ id }) => id)));

/** What an event of a history changed, as `path: before -> after`. */
function changed(history: History, revision: number): string[] {
  const { acting } = timelineOf(history.events);
  const found = around(acting).get(history.events[revision - 1]!.id)!;
  return settingChanges(found).map(
    ({ path, before, after }) => `${path.join('.')}: ${String(before)} -> ${String(after)}`,
  );
}

/** What both ways of looking at the pump can tell. */
const common = ({ pump, catheter, reservoir, program, alarms }: Settings) => ({
  pump,
  catheter,
  reservoir: reservoir && {
    drug: reservoir.drug,
    concentrationMcgPerMl: reservoir.concentrationMcgPerMl,
    estimatedVolumeMl: expect.closeTo(reservoir.estimatedVolumeMl, 9) as number,
    alarmVolumeMl: reservoir.alarmVolumeMl,
  },
  program,
  alarms,
});

describe('by hand', () => {
  // 2000 mcg/mL at 200 mcg/day: 0.1 mL/day. Priming of 0.4 mL comes before it, over 20 minutes.
  const history = new History()
    .running('2021-01-01T09:00:00Z', 200)
    .programmed('2021-01-11T09:24:00Z', 300)
    .filled('2021-01-21T09:24:00Z', 1000, 30)
    .event('2021-01-21T09:24:00Z', 'PumpAlarmRaised', { alarm: 'elective-replacement' })
    .event('2021-01-22T09:24:00Z', 'CatheterAspirated', { success: true, volumeMl: 0.05 })
    .event('2021-01-23T09:24:00Z', 'MotorStallDetected')
    .event('2021-01-24T09:24:00Z', 'SpasticityAssessed', { scale: 'MAS', low: '1' })
    .programmed('2021-01-25T09:24:00Z', 0);

  it('an implant and a catheter, each of its own, though they act at one instant', () => {
    expect(changed(history, 2)).toEqual([
      'pump.implantedAt: undefined -> 2021-01-01T09:00:00.000Z',
      'pump.manufacturer: undefined -> Medtronic',
      'pump.model: undefined -> SynchroMed II',
      'pump.reservoirCapacityMl: undefined -> 40',
      'pump.tubingVolumeMl: undefined -> 0.2',
      'pump.nonExtractableVolumeMl: undefined -> 0',
      'pump.activity: undefined -> not-programmed',
      'path.tubing: undefined -> 0.2 mL without drug',
    ]);
    expect(changed(history, 3)).toEqual([
      'catheter.implantedAt: undefined -> 2021-01-01T09:00:00.000Z',
      'catheter.model: undefined -> 8731SC',
      'catheter.volumeMl: undefined -> 0.2',
      'catheter.volumeFrom: undefined -> recorded',
      'path.catheter: undefined -> 0.2 mL without drug',
    ]);
  });

  it('the first program, with what is moved before it', () => {
    expect(changed(history, 5)).toEqual([
      'pump.activity: not-programmed -> running',
      'program.mode: undefined -> simple-continuous',
      'program.dailyDoseMcg: undefined -> 200',
      'program.concentrationMcgPerMl: undefined -> 2000',
      'program.startsWith.kind: undefined -> priming',
      'program.startsWith.volumeMl: undefined -> 0.4',
      'program.startsWith.durationMinutes: undefined -> 24',
      'program.startsWith.until: undefined -> 2021-01-01T09:24:00.000Z',
    ]);
    expect(changed(history, 6)).toEqual(['program.dailyDoseMcg: 200 -> 300']);
  });

  it('a refill of another strength leaves the program as it was', () => {
    // 40 - 0.4 priming - 10 days at 0.1 - 10 days at 0.15 mL.
    const [strength, volume, ...more] = changed(history, 7);
    expect(strength).toBe('reservoir.concentrationMcgPerMl: 2000 -> 1000');
    expect(Number(/: (.*) ->/.exec(volume!)![1])).toBeCloseTo(37.1, 9);
    expect(volume).toMatch(/^reservoir\.estimatedVolumeMl: .* -> 30$/);
    expect(more).toEqual([]);
  });

  it('alarms, stalls, and fluid that was drawn out of the catheter', () => {
    expect(changed(history, 8)).toEqual(['alarms: undefined -> elective-replacement']);
    // The day before 0.15 mL of the new strength entered the tubing of 0.2 mL.
    expect(changed(history, 9)).toEqual([
      'path.catheter: 0.2 mL of baclofen 2000 mcg/mL -> 0.15 mL of baclofen 2000 mcg/mL, 0.05 mL without drug',
    ]);
    expect(changed(history, 10)).toEqual([
      'pump.activity: running -> motor-stall',
      'alarms: elective-replacement -> elective-replacement, motor-stall',
    ]);
  });

  it('nothing, where a grade is recorded; what ends with a program', () => {
    expect(changed(history, 11)).toEqual([]);
    // Still stalled: what the pump does is not changed by being told to stop.
    expect(changed(history, 12)).toEqual([
      'program.mode: simple-continuous -> stopped',
      'program.dailyDoseMcg: 300 -> 0',
      'program.concentrationMcgPerMl: 2000 -> 1000',
    ]);
  });

  it('a bolus test runs until its end, or until the next program', () => {
    const tested = new History()
      .running('2021-01-01T09:00:00Z', 200)
      .event('2021-02-01T09:00:00Z', 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 50,
        durationMinutes: 60,
        response: 'partial',
      })
      .programmed('2021-02-01T09:30:00Z', 250);
    expect(changed(tested, 6)).toEqual(['bolusUntil: undefined -> 2021-02-01T10:00:00.000Z']);
    expect(changed(tested, 7)).toEqual([
      'program.dailyDoseMcg: 200 -> 250',
      'bolusUntil: 2021-02-01T10:00:00.000Z -> undefined',
    ]);
  });
});

describe('for any history', () => {
  it('what events of an instant found and left is the state of the pump before and after them', () => {
    fc.assert(
      fc.property(sealedHistories, ({ events }) => {
        const { acting } = timelineOf(events);
        const found = around(acting);
        for (const at of new Set(acting.map((event) => event.at))) {
          const before = acting.filter((event) => event.at < at);
          const until = acting.filter((event) => event.at <= at);
          const first = found.get(until[before.length]!.id)!;
          const last = found.get(until.at(-1)!.id)!;
          expect(pumpState(before, replay(before).delivery, at)).toMatchObject(common(first.before));
          expect(pumpState(until, replay(until).delivery, at)).toMatchObject(common(last.after));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('what one event left is what the next one found, but for what flows, runs out or ends by itself', () => {
    const byItself =
      /^(reservoir\.estimatedVolumeMl|pump\.activity|bolusUntil|path\.(tubing|catheter)|program\.startsWith\..*)$/;
    fc.assert(
      fc.property(sealedHistories, ({ events }) => {
        const { acting } = timelineOf(events);
        const found = around(acting);
        acting.slice(1).forEach((event, index) => {
          const left = found.get(acting[index]!.id)!.after;
          const next = found.get(event.id)!.before;
          const paths = settingChanges({ before: left, after: next }).map(({ path }) => path.join('.'));
          expect(paths.filter((path) => !byItself.test(path))).toEqual([]);
          if (event.at === acting[index]!.at) expect(paths).toEqual([]);
        });
      }),
      { numRuns: 60 },
    );
  });
});
