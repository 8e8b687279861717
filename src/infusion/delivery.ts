import type { ActingEvent } from '../therapy/acting-event.js';
import { countWhile } from '../therapy/count-while.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventData } from '../therapy/events/index.js';
import type { Jump, Layer } from './fluid.js';
import type { Tube } from './fluid-path.js';
import type { Reading, ReportedDifference } from './reported/reading.js';
import { instantAfterMl, movedMl } from './schedule.js';
import type { Fill, Segment } from './segment.js';
import type { Stretch } from './stretches/stretch.js';

/** The model of a catheter that nobody named. */
export const NOT_RECORDED = 'not recorded';

export interface CatheterInPlace {
  readonly eventId: EventId;
  readonly at: Instant;
  /** From when on it is as described: its implant, or its last revision. */
  readonly since: Instant;
  readonly data: EventData<'CatheterImplanted'>;
  readonly volumeMl: number | undefined;
  /** Where the volume comes from; only `full-length` leaves it open how much was trimmed. */
  readonly volumeFrom: 'recorded' | 'implanted-length' | 'full-length' | 'unknown';
}

export interface FluidPath {
  readonly tubing?: Tube;
  readonly catheter?: Tube;
}

/** An event that acts on the pump or the path, and the path as the event found it and left it. */
export interface PathMoment {
  readonly at: Instant;
  readonly eventId: EventId;
  readonly type: ActingEvent['type'];
  readonly pumpedMl: number;
  readonly found: FluidPath;
  readonly left: FluidPath;
  /** What the reservoir held before the event, and after it. */
  readonly foundFill?: Fill;
  readonly leftFill?: Fill;
}

/** A stretch of pumped volume in which we cannot tell what leaves the tip: a volume moved that nobody recorded. */
export interface Disturbance {
  readonly eventId: EventId;
  readonly at: Instant;
  readonly fromMl: number;
  readonly toMl: number;
  /** A new catheter took the unknown content away. */
  readonly endedAt?: Instant;
  /** Where the tubing's content is unknown too, no new catheter takes it away. */
  readonly isOfTubing?: boolean;
}

/**
 * Everything that was pumped, in closed form: V(t), the cumulative volume, is given by the segments, and what leaves
 * the reservoir and the tip by layers over V. Volumes in mL, times in ms since 1970, concentrations in mcg/mL.
 *
 * Exact but for the rounding of sums (see `tolerances.ts`): dry instants and arrivals at the tip are solved for, not
 * searched.
 */
export interface Delivery {
  /** In order of their start, without gaps; the last one has no end. */
  readonly segments: readonly Segment[];
  readonly reservoir: readonly Layer[];
  readonly tip: readonly Layer[];
  readonly jumps: readonly Jump[];
  /** In the order in which they act. */
  readonly moments: readonly PathMoment[];
  readonly disturbances: readonly Disturbance[];
  readonly catheters: readonly CatheterInPlace[];
  readonly drugs: ReadonlySet<string>;
  /** In order; between them there was no fill. */
  readonly stretches: readonly Stretch[];
  readonly readings: readonly Reading[];
  readonly differences: readonly ReportedDifference[];
}

/** Index of the last element whose key is not above a value; -1 where there is none. */
export const lastAtOrBefore = <T>(items: readonly T[], key: (item: T) => number, value: number): number =>
  countWhile(items, (item) => key(item) <= value) - 1;

export const segmentIndexAt = (delivery: Delivery, at: Instant): number =>
  lastAtOrBefore(delivery.segments, (segment) => segment.start, at);

/** The segment in force at an instant; undefined before the first. */
export const segmentAt = (delivery: Delivery, at: Instant): Segment | undefined =>
  delivery.segments[segmentIndexAt(delivery, at)];

/** Cumulative volume pumped by an instant, mL. */
export function pumpedMl(delivery: Delivery, at: Instant): number {
  const segment = segmentAt(delivery, at);
  return segment ? segment.pumpedMl + movedMl(segment.schedule, segment.start, at) : 0;
}

/** Index of the layer that leaves a site next, once `volumeMl` has been pumped; -1 before the first. */
export const layerIndexAt = (layers: readonly Layer[], volumeMl: number): number =>
  lastAtOrBefore(layers, (layer) => layer.fromMl, volumeMl);

/** Index of the layer that leaves a site at an instant, by which `volumeMl` has been pumped; -1 before the first. */
export function layerIndexThen(layers: readonly Layer[], volumeMl: number, at: Instant): number {
  let index = layerIndexAt(layers, volumeMl);
  while (index >= 0 && layers[index]!.notBefore > at) index -= 1;
  return index;
}

/** When a layer begins to leave its site. */
export const arrivalOf = (delivery: Delivery, layer: Layer): Instant =>
  Math.max(layer.notBefore, instantOfMl(delivery, layer.fromMl));

/**
 * When what is in the reservoir falls to a level, mL, counted from the last known volume; the instant of that where it is
 * not above the level, Infinity where it never falls so far.
 */
export const instantOfLevel = (delivery: Delivery, { known }: Fill, levelMl: number): Instant =>
  known.volumeMl <= levelMl
    ? known.at
    : Math.max(known.at, levelReached(delivery, known.pumpedMl + known.volumeMl - levelMl));

const reached = new WeakMap<Delivery, Map<number, Instant>>();

/** `instantOfMl`, worked out once: many rules, and all policies, ask for the same few levels of each fill. */
function levelReached(delivery: Delivery, volumeMl: number): Instant {
  const known = reached.get(delivery) ?? new Map<number, Instant>();
  reached.set(delivery, known);
  const found = known.get(volumeMl) ?? instantOfMl(delivery, volumeMl);
  known.set(volumeMl, found);
  return found;
}

/** The instant at which a cumulative volume has been pumped, the first such; Infinity where it never will be. */
export function instantOfMl(delivery: Delivery, volumeMl: number): Instant {
  const { segments } = delivery;
  const index = Math.max(0, countWhile(segments, (segment) => segment.pumpedMl < volumeMl) - 1);
  const segment = segments[index];
  if (!segment) return Number.POSITIVE_INFINITY;
  const end = segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
  return Math.min(end, instantAfterMl(segment.schedule, segment.start, volumeMl - segment.pumpedMl));
}
