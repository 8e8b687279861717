import { type Delivery, arrivalOf, layerIndexThen } from '../../infusion/delivery.js';
import type { Site } from '../../infusion/dose.js';
import { type Fluid, concentrationOf, holds } from '../../infusion/fluid.js';
import { programmedDailyMcg } from '../../infusion/program.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import { isSame } from '../../infusion/tolerances.js';
import { countWhile } from '../../therapy/count-while.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';

export type ZeroCause =
  | 'programmed'
  | 'drug-switch'
  | 'reservoir-empty'
  | 'motor-stall'
  | 'end-of-service'
  | 'explant'
  | 'catheter';

/** A stretch with one daily dose of one drug at one site, by the schedule in force and the concentration really there. */
export interface DoseStretch {
  readonly start: Instant;
  /** Infinity of the last one: it goes on. */
  readonly end: Instant;
  readonly mcgPerDay: number;
  /** True while a `startsWith` runs that is left out: the value before goes on. */
  readonly held: boolean;
  readonly zeroCause?: ZeroCause;
  /** The recorded event behind the value; undefined where nobody recorded one. */
  readonly eventId: EventId | undefined;
}

/** Nothing is delivered. */
export const isZero = ({ mcgPerDay }: Pick<DoseStretch, 'mcgPerDay'>): boolean => mcgPerDay === 0;
export const isFall = (from: number, to: number): boolean => to < from && !isSame(from, to);
export const isRise = (from: number, to: number): boolean => to > from && !isSame(from, to);

interface Value {
  readonly mcgPerDay: number;
  readonly held?: boolean;
  readonly zeroCause?: ZeroCause;
  readonly eventId?: EventId;
}

/** The stretches of a drug's daily dose at a site that have begun by now, before anything is left out. */
export function rawStretches(
  delivery: Delivery,
  drug: string,
  site: Site,
  time: AuditTime,
  minHours: number,
): DoseStretch[] {
  const all = allStretches(delivery, drug, site, minHours);
  const begun = all.slice(
    0,
    countWhile(all, ({ start }) => time.hasPassed(start)),
  );
  const last = begun.at(-1);
  return last ? [...begun.slice(0, -1), { ...last, end: Number.POSITIVE_INFINITY }] : [];
}

/** Also what will follow if nothing else comes. */
function allStretches(delivery: Delivery, drug: string, site: Site, minHours: number): DoseStretch[] {
  const order = new Map(delivery.moments.map((moment, index) => [moment.eventId, index]));
  const stretches: DoseStretch[] = [];
  const add = (start: Instant, end: Instant, value: Value) => {
    const from = Math.round(start);
    const to = Math.round(end);
    if (to <= from) return;
    const last = stretches.at(-1);
    const held = value.held ?? false;
    if (
      last &&
      last.held === held &&
      last.mcgPerDay === value.mcgPerDay &&
      last.zeroCause === value.zeroCause
    )
      stretches[stretches.length - 1] = { ...last, end: to };
    else stretches.push({ start: from, end: to, ...value, held, eventId: value.eventId });
  };

  delivery.segments.forEach((segment, index) => {
    const end = delivery.segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    if (site === 'reservoir') return add(segment.start, end, reservoirValue(segment, drug, order));
    for (const piece of tipPieces(delivery, segment, end))
      add(piece.start, piece.end, tipValue(segment, piece, drug, minHours));
  });
  return stretches;
}

/** Zero for a reason that holds at both sites: nothing flows, or nothing worth the name. */
function standstill(segment: Segment): Value | undefined {
  const { halt, program } = segment;
  if (halt === 'no-pump') return { mcgPerDay: 0, zeroCause: 'explant', eventId: segment.haltedBy };
  if (halt === 'motor-stall') return { mcgPerDay: 0, zeroCause: 'motor-stall', eventId: segment.haltedBy };
  if (halt === 'reservoir-empty' || halt === 'reservoir-emptied')
    return { mcgPerDay: 0, zeroCause: 'reservoir-empty', eventId: segment.haltedBy };
  if (halt === 'end-of-service')
    return { mcgPerDay: 0, zeroCause: 'end-of-service', eventId: segment.haltedBy };
  // Nothing is told of it any more: not a stop.
  if (halt === 'therapy-ended') return { mcgPerDay: 0, held: true, eventId: segment.haltedBy };
  if (segment.flowUnknown) return { mcgPerDay: Number.NaN, eventId: program?.eventId };
  if (!program || !segment.fill)
    return { mcgPerDay: 0, zeroCause: 'programmed', eventId: segment.pump?.eventId };
  if (segment.activity === 'starts-with') return undefined;
  const { mode } = program.program;
  return mode === 'stopped' || mode === 'minimum-rate' || programmedDailyMcg(program) === 0
    ? { mcgPerDay: 0, zeroCause: 'programmed', eventId: program.eventId }
    : undefined;
}

function reservoirValue(segment: Segment, drug: string, order: ReadonlyMap<EventId, number>): Value {
  const still = standstill(segment);
  const { fill, program } = segment;
  if (!fill || !program || segment.halt) return still!;
  if (!holds(fill.fluid, drug)) {
    const switched: Value = { mcgPerDay: 0, zeroCause: 'drug-switch', eventId: fill.eventId };
    const stoppedFirst = still && order.get(program.eventId)! < order.get(fill.eventId)!;
    return stoppedFirst ? still : switched;
  }
  if (segment.activity === 'starts-with') return { mcgPerDay: 0, held: true, eventId: program.eventId };
  return (
    still ?? { mcgPerDay: dailyAt(segment, fill.fluid, drug), eventId: segment.eventId ?? program.eventId }
  );
}

/** The programmed day's dose, scaled by what is really there: exactly the programmed one where they are equal. */
function dailyAt(segment: Segment, fluid: Fluid, drug: string): number {
  const { program } = segment;
  if (program?.program.mode === 'constant-flow')
    return program.program.flowMlPerDay * concentrationOf(fluid, drug);
  const programmedMcgPerMl = program?.concentrationMcgPerMl;
  return program && programmedMcgPerMl
    ? programmedDailyMcg(program) * (concentrationOf(fluid, drug) / programmedMcgPerMl)
    : 0;
}

interface TipPiece {
  readonly start: Instant;
  readonly end: Instant;
  readonly fluid: Fluid | undefined;
}

function tipPieces(delivery: Delivery, segment: Segment, end: Instant): TipPiece[] {
  const pieces: TipPiece[] = [];
  let start = segment.start;
  for (let index = layerIndexThen(delivery.tip, segment.pumpedMl, start); ; index += 1) {
    const next = delivery.tip[index + 1];
    const arrives = next ? Math.max(start, arrivalOf(delivery, next)) : Number.POSITIVE_INFINITY;
    const fluid = delivery.tip[index]?.fluid;
    if (arrives >= end) {
      pieces.push({ start, end, fluid });
      return pieces;
    }
    if (arrives > start) pieces.push({ start, end: arrives, fluid });
    start = arrives;
  }
}

function tipValue(segment: Segment, { start, fluid }: TipPiece, drug: string, minHours: number): Value {
  const still = standstill(segment);
  if (still) return still;
  if (!fluid) return { mcgPerDay: 0, zeroCause: 'catheter' };
  if (fluid.kind === 'unknown') return { mcgPerDay: Number.NaN };
  if (fluid.kind === 'drug-free') return { mcgPerDay: 0, zeroCause: 'catheter', eventId: fluid.origin };
  if (!holds(fluid, drug)) return { mcgPerDay: 0, zeroCause: 'drug-switch' };
  const eventId = start === segment.start ? segment.eventId : undefined;
  if (segment.activity !== 'starts-with') return { mcgPerDay: dailyAt(segment, fluid, drug), eventId };
  const { startsWith } = segment.program!;
  const hours = (startsWith!.until - segment.program!.programmedAt) / HOUR_MS;
  if (hours < minHours) return { mcgPerDay: 0, held: true, eventId };
  return { mcgPerDay: startsWith!.schedule.basalMlPerMs * DAY_MS * concentrationOf(fluid, drug), eventId };
}

/** How long something lasted from a stretch on; held time counts for nothing and ends nothing. */
export interface Lasting {
  /** In stretches that are over. */
  readonly ms: number;
  /** Since when it goes on besides. */
  readonly openSince?: Instant;
  /** Whether something else came after it. */
  readonly ended: boolean;
}

/** How long a condition holds from a stretch on. */
export function lasting(
  stretches: readonly DoseStretch[],
  from: number,
  holds: (stretch: DoseStretch) => boolean,
): Lasting {
  let ms = 0;
  for (let index = from; index < stretches.length; index += 1) {
    const stretch = stretches[index]!;
    if (stretch.held) continue;
    if (!holds(stretch)) return { ms, ended: true };
    if (stretch.end === Number.POSITIVE_INFINITY) return { ms, openSince: stretch.start, ended: false };
    ms += stretch.end - stretch.start;
  }
  return { ms, ended: false };
}

/** Whether it lasted for so long, ms, or longer by now. */
export const hasLasted = (time: AuditTime, { ms, openSince }: Lasting, leastMs: number): boolean =>
  openSince === undefined ? ms >= leastMs : time.hasElapsed(leastMs, openSince - ms);

/** Merges neighbours of one value, keeping the first one's reason. */
function merged(stretches: readonly DoseStretch[]): DoseStretch[] {
  const all: DoseStretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last && isSame(last.mcgPerDay, stretch.mcgPerDay) && last.held === stretch.held)
      all[all.length - 1] = { ...last, end: stretch.end };
    else all.push(stretch);
  }
  return all;
}

/**
 * The daily dose by which the audit measures: rises shorter than `minHours` and `startsWith` left out, so that the
 * value before goes on. NaN where what leaves the tip is unknown.
 */
export function dailyDose(raw: readonly DoseStretch[], minHours: number): DoseStretch[] {
  const minMs = minHours * HOUR_MS;
  const kept: DoseStretch[] = [];
  let now: Pick<DoseStretch, 'mcgPerDay' | 'zeroCause' | 'eventId'> = { mcgPerDay: 0, eventId: undefined };
  raw.forEach((stretch, index) => {
    const { start, end, held } = stretch;
    if (!held) {
      if (
        Number.isNaN(stretch.mcgPerDay) ||
        Number.isNaN(now.mcgPerDay) ||
        isFall(now.mcgPerDay, stretch.mcgPerDay)
      )
        now = stretch;
      else if (isRise(now.mcgPerDay, stretch.mcgPerDay)) {
        const level = sustained(raw, index, minMs);
        if (isRise(now.mcgPerDay, level)) now = { mcgPerDay: level, eventId: stretch.eventId };
      }
    }
    kept.push({ start, end, held, mcgPerDay: now.mcgPerDay, zeroCause: now.zeroCause, eventId: now.eventId });
  });
  return merged(kept);
}

/** The highest value that is not undercut within the time; what still goes on counts as it is. */
function sustained(raw: readonly DoseStretch[], from: number, minMs: number): number {
  let level = Number.POSITIVE_INFINITY;
  let ms = 0;
  for (let index = from; index < raw.length && ms < minMs; index += 1) {
    const stretch = raw[index]!;
    if (stretch.held || Number.isNaN(stretch.mcgPerDay)) continue;
    level = Math.min(level, stretch.mcgPerDay);
    ms += stretch.end - stretch.start;
  }
  return level;
}

/** The same without interruptions (zeros shorter than `minHours`), which leave the value before as it was. */
export function withoutInterruptions(
  doses: readonly DoseStretch[],
  time: AuditTime,
  minHours: number,
): DoseStretch[] {
  const kept: DoseStretch[] = [];
  doses.forEach((stretch, index) => {
    const before = kept.at(-1);
    const short =
      before &&
      before.mcgPerDay > 0 &&
      stretch.mcgPerDay === 0 &&
      !hasLasted(time, lasting(doses, index, isZero), minHours * HOUR_MS);
    kept.push(short ? { ...before, start: stretch.start, end: stretch.end } : stretch);
  });
  return merged(kept);
}
