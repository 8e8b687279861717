import * as fc from 'fast-check';
import type { Action } from './histories.js';
import type { HistoryBuilder } from './history-builder.js';
import { anyProgram } from './programs.js';
import type { Alarm, Mode, Program, Shows } from './pump-events.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const rfc3339 = (at: number) => new Date(at).toISOString();
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** An instant of this pump's life before now, at most so many days ago. */
const earlier = (history: HistoryBuilder, days: number, part: number) => {
  const from = Math.max(history.pumpSince, history.now - days * DAY_MS) + MINUTE_MS;
  return Math.round(from + part * (history.now - MINUTE_MS - from));
};

/** A pump that was put in an hour ago at least. */
const runsSince = (history: HistoryBuilder) =>
  history.pumpInPlace && history.now - history.pumpSince >= HOUR_MS;

/** The mean of a day that a program gives, mcg; undefined where it is told in mL. */
export function dailyDoseMcg(program: Program): number | undefined {
  switch (program.mode) {
    case 'simple-continuous':
      return program.dailyDoseMcg;
    case 'periodic-bolus':
      return program.basalDailyDoseMcg + (program.bolusDoseMcg * 1440) / program.intervalMinutes;
    case 'flex':
      return program.boluses.reduce(
        (sum, { doseMcg, weekdays }) => sum + (doseMcg * (weekdays?.length ?? 7)) / 7,
        program.basalDailyDoseMcg,
      );
    default:
      return undefined;
  }
}

/** What the program shows of itself: all, or less, a little off, or of another strength. */
const ofTheProgram = fc
  .record({
    dose: fc.constantFrom('shown', 'shown', 'other'),
    mode: fc.constantFrom(true, true, false),
    off: fc.double({ min: -0.008, max: 0.008, noNaN: true }),
    other: fc.double({ min: 0.3, max: 3, noNaN: true }).filter((factor) => Math.abs(factor - 1) > 0.05),
    strength: fc.constantFrom('none', 'none', 'other'),
  })
  .map(({ dose, off, other, strength, mode }) => ({ program, content }: HistoryBuilder): Shows => {
    const daily = program && dailyDoseMcg(program);
    const told = program?.concentrationMcgPerMl ?? content.concentrationMcgPerMl;
    return {
      ...(program && mode && (daily || program.mode === 'minimum-rate') ? { mode: program.mode } : {}),
      ...(daily ? { dailyDoseMcg: daily * (dose === 'other' ? other : 1 + off) } : {}),
      ...(told && strength === 'other' ? { concentrationMcgPerMl: told * other } : {}),
    };
  });

const MODES: readonly (Mode | 'motor-stalled')[] = [
  'simple-continuous',
  'flex',
  'stopped',
  'stopped',
  'minimum-rate',
  'motor-stalled',
];
const ofAnother = fc
  .record({
    mode: fc.constantFrom(...MODES),
    dailyDoseMcg: fc.integer({ min: 20, max: 1500 }),
  })
  .map(({ mode, dailyDoseMcg: dose }) => (): Shows => ({
    mode,
    ...(mode === 'simple-continuous' || mode === 'flex' ? { dailyDoseMcg: dose } : {}),
  }));

const stalls = fc
  .record({ from: share, lasts: share, over: fc.boolean() })
  .map(({ from, lasts, over }) => (history: HistoryBuilder): Shows => {
    const begin = earlier(history, 6, from);
    const end = Math.round(begin + MINUTE_MS / 2 + lasts * (history.now - MINUTE_MS - begin));
    return { motorStalls: [{ from: rfc3339(begin), ...(over ? { to: rfc3339(end) } : {}) }] };
  });

const stoppedSince = share.map((part) => (history: HistoryBuilder): Shows => {
  const at = earlier(history, 6, part);
  return at > history.bolusesReadAt ? { stoppedSince: rfc3339(at) } : {};
});

/** What can be recorded, to a millionth: 0, or no less than a thousandth. */
export const aVolume = (ml: number) => (ml < 0.001 ? 0 : Math.round(ml * 1e6) / 1e6);

/** By the pump's arithmetic: near what is computed, or as if somebody had filled it. */
const volume = fc
  .oneof(
    { weight: 2, arbitrary: fc.double({ min: -1.8, max: 1.8, noNaN: true }) },
    { weight: 2, arbitrary: fc.double({ min: 2.2, max: 12, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: -8, max: -2.2, noNaN: true }) },
  )
  .map((off) => (history: HistoryBuilder): Shows => {
    const shown = history.computedMl() + off;
    return { reservoirVolumeMl: aVolume(shown) };
  });

const patientBoluses = fc
  .record({
    since: share,
    count: fc.integer({ min: 0, max: 25 }),
    doseMcg: fc.integer({ min: 5, max: 120 }),
    durationMinutes: fc.integer({ min: 1, max: 40 }),
    dated: fc.array(share, { maxLength: 6 }),
  })
  .map(({ since, count, dated, ...bolus }) => (history: HistoryBuilder): Shows => {
    const from = Math.max(earlier(history, 12, since * 0.99), history.programmedAt);
    // What a patient was given while a reading shows that nothing flowed, the contract leaves open.
    if (!history.strengthKnown || history.stoodStill || history.now - from < 2 * HOUR_MS) return {};
    const begin = from + MINUTE_MS;
    const until = history.now - HOUR_MS;
    const at = dated.map((part) => Math.round(begin + part * (until - begin))).sort((a, b) => a - b);
    return {
      patientBoluses: {
        since: rfc3339(begin),
        count: count + at.length,
        ...bolus,
        ...(at.length > 0 ? { at: at.map(rfc3339) } : {}),
      },
    };
  });

const alarms = fc.constantFrom<readonly Alarm[]>(
  ['motor-stall'],
  ['empty-reservoir'],
  ['end-of-service'],
  ['memory-reset'],
  ['low-reservoir'],
  ['empty-reservoir', 'low-reservoir'],
);

/** What a programmer shows at once. Where the contract leaves open what two of them mean together, they are not. */
export const interrogate: fc.Arbitrary<Action> = fc
  .record({
    program: fc.option(fc.oneof(ofTheProgram, ofAnother), { freq: 3, nil: undefined }),
    stalls: fc.option(stalls, { freq: 2, nil: undefined }),
    since: fc.option(stoppedSince, { freq: 2, nil: undefined }),
    volume: fc.option(volume, { freq: 2, nil: undefined }),
    patientBoluses: fc.option(patientBoluses, { freq: 2, nil: undefined }),
    alarms: fc.option(alarms, { freq: 2, nil: undefined }),
  })
  .map(({ program, stalls, since, volume, patientBoluses, alarms }) => (history) => {
    if (!runsSince(history) || !history.programmed) return;
    const asked = [program, stalls, volume, since && !program ? since : patientBoluses];
    const shows: Shows = Object.assign({}, ...asked.map((show) => show?.(history)));
    const contradictory = alarms?.includes('memory-reset') === true && program !== undefined;
    history.add('PumpInterrogated', {
      ...(Object.keys(shows).length > 0 ? { shows } : {}),
      ...(alarms === undefined || contradictory ? {} : { alarms }),
    });
  });

/** The pump is read after it was programmed, and the reading has the earlier date. */
export const changeOfVisit: fc.Arbitrary<Action> = fc
  .record({
    program: anyProgram,
    hours: fc.double({ min: 0.1, max: 30, noNaN: true }),
    stopped: fc.boolean(),
  })
  .map(({ program: drawn, hours, stopped }) => (history) => {
    if (!runsSince(history) || !history.filled) return;
    const program: Program = stopped ? { mode: 'stopped' } : drawn;
    const dose = dailyDoseMcg(program);
    history.add('PumpInterrogated', {
      shows: { mode: program.mode, ...(dose ? { dailyDoseMcg: dose } : {}) },
    });
    history.wait(Math.round(hours * HOUR_MS)).add('PumpReprogrammed', { program });
  });

export const raiseAlarm: fc.Arbitrary<Action> = alarms.map((raised) => (history) => {
  if (runsSince(history)) history.add('PumpAlarmRaised', { alarm: raised[0] ?? 'other' });
});
