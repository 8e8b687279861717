import type { Instant } from '../therapy/envelope.js';
import { SPECK_PART } from './tolerances.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A bolus that comes again and again, in one schedule at one period or at whole parts of the longest: at `first`, `first + periodMs`, … each spread evenly over its duration. */
export interface RecurringBolus {
  readonly first: Instant;
  readonly periodMs: number;
  /** At most `periodMs`. */
  readonly durationMs: number;
  readonly volumeMl: number;
}

/** What a program moves, for ever, from `begin` on: an even flow and recurring boluses on top of it. */
export interface Schedule {
  readonly begin: Instant;
  readonly basalMlPerMs: number;
  readonly boluses: readonly RecurringBolus[];
}

/** Moves nothing. */
export const REST: Schedule = { begin: 0, basalMlPerMs: 0, boluses: [] };

export const steady = (begin: Instant, mlPerMs: number): Schedule => ({
  begin,
  basalMlPerMs: mlPerMs,
  boluses: [],
});

/** The same with all of it multiplied. */
export const scaled = (schedule: Schedule, factor: number): Schedule =>
  factor === 1
    ? schedule
    : {
        begin: schedule.begin,
        basalMlPerMs: schedule.basalMlPerMs * factor,
        boluses: schedule.boluses.map((bolus) => ({ ...bolus, volumeMl: bolus.volumeMl * factor })),
      };

/** The same with an even flow on top. */
export const withFlow = (schedule: Schedule, mlPerMs: number): Schedule =>
  mlPerMs === 0 ? schedule : { ...schedule, basalMlPerMs: schedule.basalMlPerMs + mlPerMs };

export const isResting = (schedule: Schedule): boolean =>
  schedule.basalMlPerMs === 0 && schedule.boluses.every((bolus) => bolus.volumeMl === 0);

/** How many boluses have been given by an instant: whole ones, and the part of the one that runs. */
function given(bolus: RecurringBolus, at: Instant): { readonly complete: number; readonly running: number } {
  const elapsed = at - bolus.first;
  if (elapsed <= 0) return { complete: 0, running: 0 };
  const complete = Math.floor(elapsed / bolus.periodMs);
  return { complete, running: Math.min(1, (elapsed - complete * bolus.periodMs) / bolus.durationMs) };
}

/** Whole boluses cancel out exactly, so that a short time years after the first loses no digits. */
function bolusMl(bolus: RecurringBolus, from: Instant, to: Instant): number {
  const before = given(bolus, from);
  const after = given(bolus, to);
  return (after.complete - before.complete + (after.running - before.running)) * bolus.volumeMl;
}

/** Volume moved between two instants that are not before `begin`, mL. Takes the same time for a day as for ten years. */
export function movedMl(schedule: Schedule, from: Instant, to: Instant): number {
  let volume = schedule.basalMlPerMs * (to - from);
  for (const bolus of schedule.boluses) volume += bolusMl(bolus, from, to);
  return volume;
}

/** What a schedule would move by an instant; for ever means: more than any reservoir holds, or nothing. */
export const wantedMl = (schedule: Schedule, from: Instant, until: Instant): number =>
  until < Number.POSITIVE_INFINITY
    ? movedMl(schedule, from, until)
    : isResting(schedule)
      ? 0
      : Number.POSITIVE_INFINITY;

/** Flow at an instant, mL/ms; at an edge the flow that begins there. */
export function flowMlPerMs(schedule: Schedule, at: Instant): number {
  let flow = schedule.basalMlPerMs;
  for (const bolus of schedule.boluses) {
    const elapsed = at - bolus.first;
    if (elapsed >= 0 && elapsed % bolus.periodMs < bolus.durationMs)
      flow += bolus.volumeMl / bolus.durationMs;
  }
  return flow;
}

/** The mean volume of a day once all boluses recur, mL/day. */
export function dailyMl(schedule: Schedule): number {
  let volume = schedule.basalMlPerMs * DAY_MS;
  for (const bolus of schedule.boluses) volume += (bolus.volumeMl * DAY_MS) / bolus.periodMs;
  return volume;
}

/** How many instants `edges` would give, at most: two boluses may share one. */
export const countEdges = (schedule: Schedule, from: Instant, to: Instant): number =>
  schedule.boluses.reduce(
    (count, { first, periodMs, durationMs }) =>
      count +
      countRecurring(first, periodMs, from, to) +
      countRecurring(first + durationMs, periodMs, from, to),
    0,
  );

/** How often what comes again and again falls strictly between two instants. */
const countRecurring = (first: Instant, periodMs: number, from: Instant, to: Instant): number =>
  Math.max(0, Math.ceil((to - first) / periodMs) - Math.max(0, Math.floor((from - first) / periodMs) + 1));

/** The instants strictly between two others at which the flow changes, in order: as many as `countEdges` says. */
export function edges(schedule: Schedule, from: Instant, to: Instant): Instant[] {
  const found = new Set<Instant>();
  for (const { first, periodMs, durationMs } of schedule.boluses) {
    const skipped = Math.max(0, Math.floor((from - first) / periodMs) - 1);
    // Counted, since a period may be too short to be added to an instant.
    const most = Math.ceil((to - first) / periodMs);
    for (let number = skipped; number < most; number += 1) {
      const start = first + number * periodMs;
      if (start > from && start < to) found.add(start);
      if (start + durationMs > from && start + durationMs < to) found.add(start + durationMs);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The first of `edges`; undefined where there is none. */
export function firstEdge(schedule: Schedule, from: Instant, to: Instant): Instant | undefined {
  let next = to;
  for (const { first, periodMs, durationMs } of schedule.boluses) {
    const start = first + Math.max(0, Math.floor((from - first) / periodMs)) * periodMs;
    for (const edge of [start, start + durationMs, start + periodMs])
      if (edge > from && edge < next) next = edge;
  }
  return next < to ? next : undefined;
}

/** The first instant after which, counted from `from`, a volume has been moved; Infinity where it never will be. */
export function instantAfterMl(schedule: Schedule, from: Instant, volumeMl: number): Instant {
  if (volumeMl <= 0) return from;
  if (isResting(schedule)) return Number.POSITIVE_INFINITY;
  const { boluses } = schedule;
  if (boluses.length === 0) return from + volumeMl / schedule.basalMlPerMs;

  const periodMs = Math.max(...boluses.map((bolus) => bolus.periodMs));
  // From one period after all boluses have begun, each period moves the same volume: skip whole periods.
  const recurring = Math.max(from, ...schedule.boluses.map((bolus) => bolus.first));
  const before = movedMl(schedule, from, recurring);
  if (volumeMl <= before) return within(schedule, from, recurring, volumeMl);
  const perPeriod = (dailyMl(schedule) * periodMs) / DAY_MS;
  const skipped = Math.max(0, Math.floor((volumeMl - before) / perPeriod) - 1);
  const start = recurring + skipped * periodMs;
  const left = volumeMl - movedMl(schedule, from, start);
  return within(schedule, start, start + 3 * periodMs, left);
}

function within(schedule: Schedule, from: Instant, to: Instant, volumeMl: number): Instant {
  let at = from;
  let left = volumeMl;
  for (const edge of [...edges(schedule, from, to), to]) {
    const moved = movedMl(schedule, at, edge);
    // Rounding of the volumes before may leave a speck that no flow can move within a bolus pause.
    if (left <= moved * (1 + SPECK_PART)) {
      if (left <= 0) return at;
      return at + Math.min(1, left / moved) * (edge - at);
    }
    left -= moved;
    at = edge;
  }
  return to;
}
