import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type DoseStretch, isFall, isRise, isZero, lasting } from '../dose/daily-dose.js';
import type { Policy } from '../policies/policy.js';

/** A change of the daily dose. */
export interface Move {
  readonly at: Instant;
  readonly fromMcgPerDay: number;
  readonly toMcgPerDay: number;
  readonly eventId: EventId | null;
}

/** The first and the lowest dose of a course of falls, its moves, and when the last fall was. */
interface Course {
  readonly first: number;
  readonly lowest: number;
  readonly moves: Move[];
  readonly fellAt: Instant;
}

/**
 * The moves of the course that a dose has come by: a course opens with a fall, and ends where the dose stands far enough
 * back up, or has not fallen for long. A small way back up is a move of it.
 * @param doses without interruptions
 * @param last index of the stretch with which the last of them begins
 */
export function courseTo(doses: readonly DoseStretch[], last: number, policy: Policy): readonly Move[] {
  let course: Course | undefined;
  for (let index = afterZero(doses, last); index <= last; index += 1) {
    const [before, after] = [doses[index - 1]!, doses[index]!];
    if (Number.isNaN(before.mcgPerDay) || Number.isNaN(after.mcgPerDay)) course = undefined;
    else if (isFall(before.mcgPerDay, after.mcgPerDay)) course = fallen(course, before, after, policy);
    else if (course && isRise(before.mcgPerDay, after.mcgPerDay)) {
      if (isBackUp(course, doses, index, policy)) course = undefined;
      else course.moves.push(moveOf(before, after));
    }
  }
  return course?.moves ?? [];
}

/** A zero that counts is the end of its course. */
function afterZero(doses: readonly DoseStretch[], last: number): number {
  let index = last;
  while (index > 1 && !isZero(doses[index - 1]!)) index -= 1;
  return Math.max(1, index);
}

const moveOf = (before: DoseStretch, after: DoseStretch): Move => ({
  at: after.start,
  fromMcgPerDay: before.mcgPerDay,
  toMcgPerDay: after.mcgPerDay,
  eventId: after.eventId ?? null,
});

function fallen(
  open: Course | undefined,
  before: DoseStretch,
  after: DoseStretch,
  { maxDaysWithoutFall }: Policy,
): Course {
  const isOver = open && after.start - open.fellAt >= maxDaysWithoutFall.value * DAY_MS;
  const { first, lowest, moves }: Omit<Course, 'fellAt'> =
    open && !isOver ? open : { first: before.mcgPerDay, lowest: Number.POSITIVE_INFINITY, moves: [] };
  moves.push(moveOf(before, after));
  return { first, lowest: Math.min(lowest, after.mcgPerDay), moves, fellAt: after.start };
}

/** Whether the dose stands from a rise on at least so far back up for as long as counts. */
function isBackUp(
  { first, lowest }: Course,
  doses: readonly DoseStretch[],
  index: number,
  { regainPct, minHoursToCount }: Policy,
): boolean {
  const level = lowest + (regainPct.value / 100) * (first - lowest);
  const isUp = ({ mcgPerDay }: DoseStretch) => !above(level, mcgPerDay);
  const { ms, openSince } = lasting(doses, index, isUp);
  return openSince !== undefined || ms >= minHoursToCount.value * HOUR_MS;
}
