import { type Delivery, arrivalOf, layerIndexThen } from '../../infusion/delivery.js';
import type { Site } from '../../infusion/dose.js';
import { type Fluid, concentrationOf, holds } from '../../infusion/fluid.js';
import { type ProgramInForce, programmedDailyMcg } from '../../infusion/program.js';
import { DAY_MS, HOUR_MS, dailyMl } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import { therapyEnd } from '../therapy-end.js';
import { isSame } from '../../infusion/tolerances.js';
import { countWhile } from '../../therapy/count-while.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import { type Recorded, recordedIn } from './recorded.js';

export const ZERO_CAUSES = [
  'programmed',
  'drug-switch',
  'reservoir-empty',
  'reservoir-emptied',
  'motor-stall',
  'end-of-service',
  'reported',
  'explant',
  'catheter',
] as const;
export type ZeroCause = (typeof ZERO_CAUSES)[number];

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
  // A dose ends with its therapy; a zero does not.
  const isDose = last && (last.held || !isZero(last));
  if (!last || (isDose && last.end <= endOf(delivery))) return begun;
  return [...begun.slice(0, -1), { ...last, end: Number.POSITIVE_INFINITY }];
}

/** When the therapy ended; NaN where it did not. */
const endOf = (delivery: Delivery): Instant => Math.round(therapyEnd(delivery)?.at ?? Number.NaN);

/** Also what will follow if nothing else comes. */
function allStretches(delivery: Delivery, drug: string, site: Site, minHours: number): DoseStretch[] {
  const recorded = recordedIn(delivery);
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
    if (recorded.isOver(segment)) return undefined;
    if (site === 'reservoir') return add(segment.start, end, reservoirValue(segment, drug, recorded));
    for (const piece of tipPieces(delivery, segment, end))
      add(piece.start, piece.end, tipValue(segment, piece, drug, minHours, recorded));
    return undefined;
  });
  return stretches;
}

/** Zero for a reason that holds at both sites: nothing flows, or nothing worth the name. */
function standstill(segment: Segment, { typeOf }: Recorded): Value | undefined {
  const { halt, program } = segment;
  if (halt === 'no-pump') return { mcgPerDay: 0, zeroCause: 'explant', eventId: segment.haltedBy };
  if (halt === 'motor-stall') return { mcgPerDay: 0, zeroCause: 'motor-stall', eventId: segment.haltedBy };
  if (halt === 'reservoir-empty' || halt === 'reservoir-emptied' || halt === 'end-of-service')
    return { mcgPerDay: 0, zeroCause: halt, eventId: segment.haltedBy };
  if (segment.flowUnknown) return { mcgPerDay: Number.NaN, eventId: program?.eventId };
  if (!program || !segment.fill) {
    const eventId = segment.pump?.eventId;
    return {
      mcgPerDay: 0,
      zeroCause: typeOf(eventId) === 'PumpReplaced' ? 'explant' : 'programmed',
      eventId,
    };
  }
  if (segment.activity === 'starts-with') return undefined;
  const { mode } = program.program;
  if (mode !== 'stopped' && mode !== 'minimum-rate' && programmedDailyMcg(program) !== 0) return undefined;
  // What the patient may ask for alone: nobody knows how much it was.
  if (mayBeAskedFor(program)) return { mcgPerDay: Number.NaN, eventId: program.eventId };
  const setBy = typeOf(program.eventId);
  return {
    mcgPerDay: 0,
    zeroCause: setBy === 'PumpAlarmRaised' || setBy === 'PumpInterrogated' ? 'reported' : 'programmed',
    eventId: program.eventId,
  };
}

/** Whether the patient may ask for boluses. */
export const mayBeAskedFor = ({ program }: ProgramInForce): boolean =>
  'patientBolus' in program && program.patientBolus !== undefined;

function reservoirValue(segment: Segment, drug: string, recorded: Recorded): Value {
  const still = standstill(segment, recorded);
  const { fill, program } = segment;
  if (!fill || !program || segment.halt) return still!;
  if (!holds(fill.fluid, drug)) {
    const switched: Value = { mcgPerDay: 0, zeroCause: 'drug-switch', eventId: fill.eventId };
    const stoppedFirst = still && isZero(still) && recorded.isBefore(program, fill);
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
  if (!program) return 0;
  return programmedMcgPerMl
    ? programmedDailyMcg(program) * (concentrationOf(fluid, drug) / programmedMcgPerMl)
    : dailyMl(program.schedule) * concentrationOf(fluid, drug);
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

function tipValue(
  segment: Segment,
  { start, fluid }: TipPiece,
  drug: string,
  minHours: number,
  recorded: Recorded,
): Value {
  const still = standstill(segment, recorded);
  if (still && (isZero(still) || holds(fluid, drug) || holds(segment.fill?.fluid, drug))) return still;
  if (!fluid) return { mcgPerDay: 0, zeroCause: 'catheter' };
  if (fluid.kind === 'unknown') return { mcgPerDay: Number.NaN };
  if (fluid.kind === 'drug-free')
    return {
      mcgPerDay: 0,
      zeroCause: recorded.isFill(fluid.origin) ? 'drug-switch' : 'catheter',
      eventId: fluid.origin,
    };
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
 * value before goes on. NaN where nobody knows what flows, or what leaves the tip.
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
