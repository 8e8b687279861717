import type { Site } from '../../infusion/dose.js';
import { lastAtOrBefore } from '../../infusion/delivery.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { drugPolicy } from '../policies/policy.js';
import { beginsAt } from './delivery-begins.js';
import { type Given, meanMcgPerMs, sitesOf } from './given.js';
import { type GivenCurve, curveOf } from './given-curve.js';
import { largeSingleDoses } from './single-doses.js';
import { type Cause, causeOf } from './spike-cause.js';
import { figuresOf, suspectsOf } from './spike-figures.js';
import { type Figure, type Floor, type Passing, type Window, passing } from './spike-windows.js';

/** A drug was given far faster than the days before. */
export interface Spike {
  readonly drug: string;
  /** Where it was seen: at the reservoir only where it is not known what leaves the tip. */
  readonly site: Site;
  /** Where it shows: a rise of the flow at both; none of a dose that went beside the pump. */
  readonly sites: readonly Site[];
  /** Of a single dose that went beside the pump. */
  readonly route?: string;
  /** When the rise began. */
  readonly at: Instant;
  /** When it was over; undefined while it goes on. */
  readonly until?: Instant;
  readonly severity: 'critical' | 'warning';
  /** The daily dose at the reservoir before the rise. */
  readonly beforeMcgPerDay: number;
  /** In a window of so many hours that ends at `windowEnd`; of a single dose 0. */
  readonly windowHours: number;
  readonly windowEnd: Instant;
  readonly givenMcg: number;
  /** The most that it gave before in so many hours; of a single dose the largest usual one. */
  readonly referenceMcg: number;
  /** Which figure it passed. */
  readonly figure: Figure['name'] | 'single';
  readonly eventIds: readonly EventId[];
}

/** All of them, in order. */
export const spikes = oncePer((context): readonly Spike[] =>
  [
    ...[...context.delivery.drugs].flatMap((drug) => spikesOf(context, drug)),
    ...largeSingleDoses(context).map(({ drug, route, at, mcg, mostMcg, eventId }): Spike => ({
      drug,
      site: 'tip',
      sites: [],
      route,
      at,
      severity: 'critical',
      beforeMcgPerDay: doseBefore(context, drug, at),
      windowHours: 0,
      windowEnd: at,
      givenMcg: mcg,
      referenceMcg: mostMcg,
      figure: 'single',
      eventIds: [eventId],
    })),
  ].sort((a, b) => a.at - b.at),
);

function spikesOf(context: AuditContext, drug: string): Spike[] {
  const figures = figuresOf(context, drugPolicy(context.policy, drug)?.spike);
  const looked = figures.map((figure) => ({ figure, times: suspectsOf(context.delivery, drug, figure) }));
  if (looked.every(({ times }) => times.length === 0)) return [];
  const curve = curveOf(context.delivery, drug);
  const begins = [...new Set<Site>(['tip', ...curve.pieces.map(({ site }) => site)])].flatMap((site) =>
    beginsAt(context, drug, site),
  );
  const found = looked.flatMap(({ figure, times }) => {
    const floors = begins.map(({ at, mcgIn }): Floor => ({
      from: firstGiven(curve, at),
      to: at + figure.from + figure.windowMs,
      mcg: mcgIn(figure.windowMs),
    }));
    return times.flatMap((between) => passing(curve, figure, floors, between));
  });
  return each(context, drug, curve, groups(found));
}

/** A `startsWith` that gives the drug before its daily dose begins is of the same beginning. */
function firstGiven({ pieces }: GivenCurve, begins: Instant): Instant {
  let from = begins;
  for (let index = lastAtOrBefore(pieces, ({ start }) => start, begins - 1); index >= 0; index -= 1) {
    const piece = pieces[index]!;
    if (piece.segment.activity !== 'starts-with' || !(meanMcgPerMs(piece) > 0)) break;
    from = piece.start;
  }
  return from;
}

/** Windows that pass one after another, by whichever figure, are of one spike. */
function groups(found: readonly Passing[]): Passing[][] {
  const all: { to: Instant; of: Passing[] }[] = [];
  for (const one of found.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && one.from <= last.to) {
      last.of.push(one);
      last.to = Math.max(last.to, one.to);
    } else all.push({ to: one.to, of: [one] });
  }
  return all.map(({ of }) => of);
}

function each(
  context: AuditContext,
  drug: string,
  curve: GivenCurve,
  all: readonly (readonly Passing[])[],
): Spike[] {
  const found: { readonly seen: Passing[]; readonly cause: Cause }[] = [];
  for (const group of all) {
    const seen = group.filter(({ from }) => context.time.hasCome(from));
    const cause = seen[0] && causeOf(curve, seen[0]);
    if (!cause) continue;
    const before = cause.isPushed
      ? undefined
      : found.findLast((one) => !one.cause.isPushed && one.cause.piece === cause.piece);
    if (!before) found.push({ seen, cause });
    // What one figure sees for hours another one sees on; its own boluses come again, and are no other spike.
    else if (overlap(before.seen, seen)) before.seen.push(...seen);
  }
  return found.map(({ seen, cause }) => describe(context, drug, curve, seen, cause));
}

const overlap = (before: readonly Passing[], after: readonly Passing[]): boolean =>
  Math.min(...after.map(({ from, figure }) => from - figure.windowMs)) <=
  Math.max(...before.map(({ to }) => to));

function describe(
  context: AuditContext,
  drug: string,
  curve: GivenCurve,
  seen: readonly Passing[],
  { at, piece, isPushed, eventIds }: Cause,
): Spike {
  const { time } = context;
  const [first] = seen;
  const last = Math.max(...seen.map(({ to }) => to));
  const fastPerMs = (first!.figure.ratio * first!.windows[0]!.referenceMcg) / first!.figure.windowMs;
  const over = isPushed ? at : endOfFast(curve, piece, last, fastPerMs, context);
  const until = time.hasCome(over) ? Math.round(over) : undefined;
  const shown =
    seen.find(({ figure }) => figure.name === 'day') ??
    seen.find(({ figure }) => figure.name === 'slow') ??
    first!;
  const window = until === undefined ? shown.windows[0]! : steepest(shown, until);
  const isOwn = seen.every((one) => one.figure.name === 'hours' && isByOwnBoluses(curve, one));
  return {
    drug,
    site: piece.site,
    sites: isPushed ? ['tip'] : sitesOf(piece, drug),
    at: Math.round(at),
    ...(until !== undefined && { until }),
    severity: isOwn ? 'warning' : 'critical',
    beforeMcgPerDay: doseBefore(context, drug, at),
    windowHours: shown.figure.windowMs / HOUR_MS,
    windowEnd: Math.round(window.end),
    givenMcg: window.givenMcg,
    referenceMcg: window.referenceMcg,
    figure: shown.figure.name,
    eventIds,
  };
}

/** Until what gave it, or what came after it as fast, ended; or until the body is taken to be used to it. */
function endOfFast(
  curve: GivenCurve,
  cause: Given,
  last: Instant,
  fastPerMs: number,
  { time }: AuditContext,
): Instant {
  let over = Math.min(cause.end, last);
  for (let index = curve.pieces.indexOf(cause) + 1; index < curve.pieces.length; index += 1) {
    const piece = curve.pieces[index]!;
    if (piece.start >= last) break;
    if (meanMcgPerMs(piece) > fastPerMs && time.hasCome(piece.start)) over = Math.min(piece.end, last);
  }
  return over;
}

/** The window that is furthest beyond the limit, of those that ended by an instant. */
function steepest({ figure, windows }: Passing, until: Instant): Window {
  const beyond = ({ givenMcg, referenceMcg }: Window) => givenMcg - figure.ratio * referenceMcg;
  return windows
    .filter(({ end }) => end <= until)
    .reduce((best, window) => (beyond(window) > beyond(best) ? window : best), windows[0]!);
}

/** Whether the windows would not pass if the program gave its boluses evenly. */
const isByOwnBoluses = (curve: GivenCurve, { figure, windows }: Passing): boolean =>
  windows.every(({ end, referenceMcg }) => {
    const evenly = curve.evenlyBetween(end - figure.windowMs, end);
    return !(above(evenly, figure.ratio * referenceMcg) && !above(referenceMcg + figure.leastMcg, evenly));
  });

function doseBefore(context: AuditContext, drug: string, at: Instant): number {
  const doses = context.uninterrupted(drug, 'reservoir');
  return doses[lastAtOrBefore(doses, ({ start }) => start, Math.round(at) - 1)]?.mcgPerDay ?? 0;
}
