import { arrivalOf, instantOfMl, pumpedMl, segmentAt } from '../infusion/delivery.js';
import { pumpModel } from '../infusion/devices.js';
import { concentrationOf } from '../infusion/fluid.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../infusion/schedule.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { Instant } from '../therapy/envelope.js';
import { spanOf } from '../therapy/occurred-at.js';
import type { Scenario } from './doubt/scenario.js';
import type { Policy } from './policies/policy.js';
import { tipCrossing } from './rules/tip-crossing.js';
import { SPECK_ML } from './rules/overlapping-drugs.js';
import { UnheldClock, clocksOf } from './dose/unheld-clock.js';

/**
 * The first instant after `asOf` at which cessations or findings may differ though nothing more is recorded: a reservoir
 * runs dry, the tip reaches zero, hours or a service life are over, a planned day has come. Until then they hold. Too
 * early is harmless, too late never; Infinity where nothing comes.
 *
 * An audit looks at instants (of facts, of what was pumped, of plans) and at how long ago they were, in the durations
 * of its policy, with or without the time in which a `startsWith` runs: in hours and minutes from all of them, in days
 * from facts alone. And it looks at windows that slide, which are solved for.
 */
export function nextChange(course: Scenario, policies: readonly Policy[], asOf: Instant): Instant {
  const hours = [...new Set(policies.map(({ minHoursToCount }) => minHoursToCount.value))];
  const clocks = clocksOf(course.delivery, hours);
  const facts = course.known.flatMap(({ at, earliest, latest }) => [at, earliest, latest]);
  const found = [
    ...clocks.map((clock) =>
      firstOf(clock, asOf, durationsIn(policies, HOURS), (since) => basesOf(course, policies, since)),
    ),
    firstOf(new UnheldClock([]), asOf, durationsIn(policies, DAYS), () => facts),
  ];
  const alike = new Map(policies.map((policy) => [JSON.stringify(policy.tip), policy]));
  for (const policy of alike.values()) found.push(tipCrossing(course.delivery, policy, asOf));
  return Math.min(...found);
}

function firstOf(
  clock: UnheldClock,
  asOf: Instant,
  durations: readonly number[],
  basesSince: (oldest: Instant) => readonly Instant[],
): Instant {
  const oldest = asOf - Math.max(...durations) - clock.heldMs - DAY_MS;
  const bases = basesSince(oldest)
    .filter((at) => at >= oldest && Number.isFinite(at))
    .toSorted((a, b) => a - b);
  return Math.min(...durations.map((duration) => clock.firstAfter(asOf, bases, duration)));
}

type Unit = readonly [name: RegExp, ms: number];
const HOURS: readonly Unit[] = [
  [/hours/i, HOUR_MS],
  [/minutes/i, MINUTE_MS],
];
const DAYS: readonly Unit[] = [[/days/i, DAY_MS]];

/** The durations in policies that have one of the units, ms, and none at all: figures carry their unit in their name. */
function durationsIn(policies: readonly Policy[], units: readonly Unit[]): number[] {
  const found = new Set([0]);
  const walk = (part: object) => {
    for (const [name, member] of Object.entries(part) as [string, unknown][]) {
      if (typeof member !== 'object' || member === null) continue;
      const unit = units.find(([pattern]) => pattern.test(name));
      const { value } = member as { value?: unknown };
      if (unit && typeof value === 'number') found.add(value * unit[1]);
      walk(member);
    }
  };
  policies.forEach(walk);
  return [...found];
}

function basesOf({ known, delivery }: Scenario, policies: readonly Policy[], since: Instant): Instant[] {
  const bases: Instant[] = [];
  for (const event of known) {
    bases.push(event.at, event.earliest, event.latest);
    bases.push(...datesIn(event));
  }
  for (const { start } of delivery.segments) bases.push(start);
  for (const layer of delivery.tip) bases.push(arrivalOf(delivery, layer));
  bases.push(...levels(delivery, policies, since), ...late(delivery, policies));
  return bases;
}

/** The days that a fact names. */
function datesIn(event: ActingEvent): Instant[] {
  const ends = (text: string | undefined): Instant[] => {
    const span = text === undefined ? undefined : spanOf(text);
    return span ? [span.first, span.last] : [];
  };
  switch (event.type) {
    case 'HolidayPlanned':
      return (event.data.steps ?? []).flatMap(({ on }) => ends(on));
    case 'PumpImplanted': {
      const months = pumpModel(event.data.model)?.serviceLifeMonths.value;
      const life = (from: Instant): Instant[] => (months === undefined ? [] : monthsAfter(from, months));
      return [
        ...ends(event.data.replacementDueOn),
        ...[event.at, event.earliest, event.latest].flatMap(life),
      ];
    }
    default:
      return [];
  }
}

/** Calendar months: the same day, or the last of a month that is too short, or as many days after it. */
function monthsAfter(at: Instant, months: number): Instant[] {
  const date = new Date(at);
  const over = date.setUTCMonth(date.getUTCMonth() + months);
  return date.getUTCDate() === new Date(at).getUTCDate() ? [over] : [date.setUTCDate(0), over];
}

/** When a reservoir is down to a volume that means something, with the flow as computed and at the ends of its accuracy. */
function levels(delivery: Scenario['delivery'], policies: readonly Policy[], since: Instant): Instant[] {
  const factors = new Set([1]);
  for (const { refill } of policies) {
    const off = refill.accuracyPct.value / 100;
    for (const factor of [1 - off, 1 + off]) factors.add(factor).add(1 / factor);
  }
  const found: Instant[] = [];
  for (let index = delivery.moments.length - 1; index >= 0; index -= 1) {
    const { at, foundFill, leftFill: fill } = delivery.moments[index]!;
    if (!fill || fill === foundFill) continue;
    const lowest = segmentAt(delivery, at)?.pump?.data.nonExtractableVolumeMl ?? 0;
    const marks = new Set([0, lowest, fill.alarmVolumeMl]);
    for (const { refill } of policies)
      for (const mark of [refill.emptyMl.value, refill.riskVolumeMl.value])
        marks.add(mark).add(lowest + mark);
    for (const left of marks)
      for (const factor of factors)
        found.push(instantOfMl(delivery, fill.pumpedMl + (fill.filledVolumeMl - left) / factor));
    // What came of older fills was over when this one began.
    if (at < since) break;
  }
  return found;
}

/** When a drug that is no longer in the reservoir goes on leaving the tip. */
function late(delivery: Scenario['delivery'], policies: readonly Policy[]): Instant[] {
  const hours = [...new Set(policies.map(({ tip }) => tip.overlapHours.value))];
  let held: string | undefined;
  return delivery.moments.flatMap(({ at, leftFill }) => {
    const old = held;
    held = leftFill?.fluid.drug ?? held;
    if (old === undefined || old === held) return [];
    return hours.flatMap((overlap) => {
      const startMl = pumpedMl(delivery, at + overlap * HOUR_MS);
      return delivery.tip
        .filter(({ fluid }) => concentrationOf(fluid, old) > 0)
        .map(({ fromMl }) => instantOfMl(delivery, Math.max(fromMl, startMl) + SPECK_ML));
    });
  });
}
