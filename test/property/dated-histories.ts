import type { EventTypeName } from '../../src/therapy/events/index.js';
import { History } from '../support/history.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Draw = () => number;

/** Numbers from 0 to 1 that a seed gives, always the same (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const one = <T>(draw: Draw, of: readonly T[]): T => of[Math.floor(draw() * of.length)]!;
const between = (draw: Draw, least: number, most: number): number =>
  Math.round(least + draw() * (most - least));

type Stated = string | { readonly earliest: string; readonly latest: string };

/** A fact of the record with the first and the last instant that its date leaves. */
export interface DatedFact {
  readonly type: EventTypeName;
  readonly data: object;
  readonly stated: Stated;
  readonly earliest: number;
  readonly latest: number;
  /** Facts of one stated date have one; each other has its own. */
  readonly date: string;
  readonly isDay: boolean;
}

export interface DatedHistory {
  readonly isPlain: boolean;
  readonly facts: readonly DatedFact[];
  readonly asOf: string;
}

const iso = (at: number) => new Date(at).toISOString();

/** What a source may say of an instant. */
function statedAs(draw: Draw, how: string, at: number): Omit<DatedFact, 'type' | 'data'> {
  const text = iso(at);
  const span = (date: string, first: number, last: number) => ({
    stated: date,
    earliest: first,
    latest: last,
    date,
    isDay: date.length === 10,
  });
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7)) - 1;
  if (how === 'day') {
    const first = Date.parse(text.slice(0, 10));
    return span(text.slice(0, 10), first, first + DAY - 1);
  }
  if (how === 'month')
    return span(text.slice(0, 7), Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1) - 1);
  if (how === 'year') return span(text.slice(0, 4), Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1) - 1);
  if (how === 'interval') {
    const width = one(draw, [2 * HOUR, 12 * HOUR, 3 * DAY, 20 * DAY]);
    const first = at - Math.round(draw() * width);
    const last = first + width;
    return {
      stated: { earliest: iso(first), latest: iso(last) },
      earliest: first,
      latest: last,
      date: `${first} ${last} ${draw()}`,
      isDay: false,
    };
  }
  return { stated: text, earliest: at, latest: at, date: `${text} ${draw()}`, isDay: false };
}

const DOSES = [0, 0, 50, 100, 150, 200, 300, 300, 400, 600, 700, 900, 1000];

const program = (dailyDoseMcg: number, more: object = {}): object => ({
  program: dailyDoseMcg === 0 ? { mode: 'stopped' } : { mode: 'simple-continuous', dailyDoseMcg, ...more },
});

/** What is done at one visit, each so many minutes after the one before. */
function visit(draw: Draw, dose: number): { type: EventTypeName; data: object; wait: number }[] {
  const acts: { type: EventTypeName; data: object; wait: number }[] = [];
  const add = (type: EventTypeName, data: object, wait = between(draw, 1, 25)) =>
    acts.push({ type, data, wait });
  const kind = draw();
  const aspirated = draw() < 0.4 ? { aspiratedVolumeMl: between(draw, 1, 30) } : {};
  if (draw() < 0.2) add('PumpInterrogated', { displayed: {} });
  if (draw() < 0.06)
    add('PumpInterrogated', {
      shows: { mode: 'simple-continuous', dailyDoseMcg: one(draw, [200, 500, 1000]) },
    });
  if (draw() < 0.06)
    add('PumpAlarmRaised', {
      alarm: one(draw, ['low-reservoir', 'motor-stall', 'empty-reservoir', 'memory-reset']),
    });
  if (draw() < 0.05) add('ReservoirVolumeChecked', { measuredVolumeMl: between(draw, 1, 35) });
  if (kind < 0.3)
    add('ReservoirRefilled', {
      drug: 'baclofen',
      concentrationMcgPerMl: one(draw, [2000, 2000, 2000, 1000]),
      filledVolumeMl: one(draw, [40, 40, 20, 10]),
      ...aspirated,
    });
  else if (kind < 0.36) {
    const to = { drug: 'morphine', concentrationMcgPerMl: 10_000 };
    add('DrugSwitched', {
      reason: 'test',
      from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      to,
      filledVolumeMl: 40,
      ...aspirated,
    });
  } else if (kind < 0.4) add('MotorStallDetected', {});
  else if (kind < 0.44) add('MotorStallRecovered', {});
  else if (kind < 0.46)
    add('BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'pump',
      drug: 'baclofen',
      doseMcg: 50,
      durationMinutes: one(draw, [30, 400]),
      response: 'partial',
    });
  else if (kind < 0.48) add('CatheterStudied', { method: 'ct', finding: one(draw, ['patent', 'leak']) });
  if (kind < 0.36 || kind >= 0.48) {
    const starts =
      draw() < 0.12
        ? { startsWith: { kind: 'bridge', volumeMl: 0.4, durationMinutes: one(draw, [60, 300, 900]) } }
        : {};
    if (kind >= 0.36 || draw() < 0.7) add('PumpReprogrammed', program(dose, dose > 0 ? starts : {}));
    if (draw() < 0.1) add('PumpReprogrammed', program(one(draw, DOSES)));
  }
  return acts;
}

/** A visit as most are: perhaps a refill, and a program. */
const plainVisit = (draw: Draw, dose: number): ReturnType<typeof visit> => {
  const refill = { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 };
  return [
    ...(draw() < 0.5
      ? [{ type: 'ReservoirRefilled' as const, data: refill, wait: between(draw, 1, 25) }]
      : []),
    { type: 'PumpReprogrammed', data: program(dose), wait: between(draw, 1, 25) },
  ];
};

/** A course of falls, often to zero: 20 in 100 histories hold none. */
function doses(draw: Draw): number[] {
  const all: number[] = [];
  if (draw() < 0.8) {
    let dose = one(draw, [1000, 600, 400]);
    all.push(dose);
    const step = one(draw, [100, 200, 300, 300, 450]);
    while (dose > 0) all.push((dose = Math.max(0, dose - step)));
    if (draw() < 0.5) all.push(one(draw, [100, 200, 600]));
    if (draw() < 0.3) all.push(one(draw, DOSES));
  } else for (let left = between(draw, 2, 6); left > 0; left -= 1) all.push(one(draw, DOSES));
  return all;
}

/** Told in the order in which it was, as exactly as its sources are: a taper, refills and what else comes at visits. */
export function datedHistory(seed: number): DatedHistory {
  const draw = drawFrom(seed);
  const facts: DatedFact[] = [];

  const isPlain = draw() < 0.5;
  // Visits on neighbouring days: whether a day holds two of them is for the hours to say.
  const isClose = isPlain && draw() < 0.4;
  const paces = isClose ? [DAY, 30 * HOUR, 36 * HOUR] : [8 * HOUR, 2 * DAY, 3 * DAY, 4 * DAY, 7 * DAY];
  const pace = one(draw, paces);
  const usual = isClose ? 'day' : one(draw, ['instant', 'day', 'day', 'day', 'interval', 'month']);
  let at = Date.UTC(2021, between(draw, 0, 4), between(draw, 1, 28), 9);
  for (const dose of doses(draw)) {
    at += draw() < 0.15 ? between(draw, HOUR, 30 * DAY) : Math.round(pace * (0.7 + 0.6 * draw()));
    const how = draw() < 0.12 ? one(draw, ['instant', 'day', 'month', 'year', 'interval']) : usual;
    for (const { type, data, wait } of (isPlain ? plainVisit : visit)(draw, dose)) {
      at += wait * MINUTE;
      facts.push({ type, data, ...statedAs(draw, how, at) });
    }
  }
  return { isPlain, facts, asOf: iso(at + between(draw, 1, draw() < 0.2 ? 60 : 500) * DAY) };
}

/** The record itself, or as it would be with these exact instants. */
export function historyOf({ facts }: DatedHistory, instants?: readonly number[]): History {
  const history = new History().running('2021-01-01T00:00:00Z', 1000);
  facts.forEach(({ type, data, stated }, index) => {
    history.event(instants ? iso(instants[index]!) : stated, type, data);
  });
  return history;
}

const OPENS = ['ReservoirRefilled', 'DrugSwitched'];

/** Instants within the dates that keep the order of one date, and a visit within its hour. */
export function chosen({ facts }: DatedHistory, draw: Draw): number[] {
  const byDate = new Map<string, number[]>();
  facts.forEach(({ date }, index) => byDate.set(date, [...(byDate.get(date) ?? []), index]));
  const instants: number[] = [];
  const bias = draw();
  for (const group of byDate.values()) {
    const { earliest, latest, isDay } = facts[group[0]!]!;
    const drawn = group
      .map(() => {
        const end = draw();
        if (bias < 0.3 && end < 0.4) return earliest;
        if (bias < 0.3 && end < 0.8) return latest;
        if (bias < 0.5) return end < 0.5 ? earliest + draw() * Math.min(latest - earliest, 6 * HOUR) : latest;
        return earliest + draw() * (latest - earliest);
      })
      .map(Math.round)
      .sort((a, b) => a - b);
    // Of one exact instant alarms and measured volumes would act first; of one date they act as they were recorded.
    const reports = ['PumpAlarmRaised', 'ReservoirVolumeChecked', 'PumpInterrogated'];
    const apart = group.some((index) => reports.includes(facts[index]!.type)) ? 1 : 0;
    group.forEach((index, place) => {
      const before = place > 0 ? instants[group[place - 1]!]! + apart : earliest;
      let at = Math.min(Math.max(before, drawn[place]!), latest - apart * (group.length - 1 - place));
      for (let back = place - 1; isDay && back >= 0; back -= 1) {
        const opened = facts[group[back]!]!;
        const isOver = group
          .slice(back + 1, place)
          .some((other) => [...OPENS, 'PumpReprogrammed'].includes(facts[other]!.type));
        const goesOn = group
          .slice(place)
          .some((other) => [...OPENS, 'PumpReprogrammed'].includes(facts[other]!.type));
        if (OPENS.includes(opened.type) && !isOver && goesOn)
          at = Math.min(at, instants[group[back]!]! + 60 * MINUTE);
      }
      instants[index] = Math.max(before, Math.min(at, latest));
    });
  }
  return instants;
}
