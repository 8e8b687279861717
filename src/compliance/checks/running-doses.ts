import { type Delivery, segmentIndexAt } from '../../infusion/delivery.js';
import { concentrationOf, holds, leadingDrug, leadingMcgPerMl } from '../../infusion/fluid.js';
import { programmedDailyMcg } from '../../infusion/program.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { type Segment, isSameFill } from '../../infusion/segment.js';
import type { Instant } from '../../therapy/envelope.js';

/** A daily dose of a drug that was delivered. */
export interface RunningDose {
  readonly mcgPerDay: number;
  /** Until when it ran; the instant asked for where it still did. */
  readonly until: Instant;
}

/** The daily dose that a program was given, of a drug in what it runs on; undefined where it runs on none of it. */
export function doseOf({ program, fill }: Segment, drug: string): number | undefined {
  if (!program || program.flowUnknown || !holds(fill?.fluid, drug)) return undefined;
  const leading = leadingDrug(fill!.fluid)!;
  const part = concentrationOf(fill!.fluid, drug) / leadingMcgPerMl(fill!.fluid)!;
  return programmedDailyMcg(program) * (leading === drug ? 1 : part);
}

/** Filled since it was programmed, and to be programmed at this visit: its dose is not meant for what is in it. */
const awaitsProgram = ({ program, fill }: Segment, at: Instant, withinHours: number): boolean =>
  program !== undefined &&
  fill !== undefined &&
  fill.at >= program.programmedAt &&
  at - fill.at <= withinHours * HOUR_MS;

/** The last daily dose above zero of a drug by an instant; undefined where it never was delivered. */
export function lastDose(
  delivery: Delivery,
  drug: string,
  at: Instant,
  visitHours: number,
): RunningDose | undefined {
  const { segments } = delivery;
  const last = segmentIndexAt(delivery, at);
  let until = at;
  let waiting: Segment | undefined;
  for (let index = last; index >= 0; index -= 1) {
    const segment = segments[index]!;
    if (index === last && awaitsProgram(segment, at, visitHours)) waiting = segment;
    const isWaiting = waiting !== undefined && isSameFill(segment.fill, waiting.fill);
    const isAtWork = segment.halt === undefined && segment.activity !== 'starts-with' && !isWaiting;
    const dose = isAtWork ? doseOf(segment, drug) : undefined;
    if (dose !== undefined && dose > 0) return { mcgPerDay: dose, until };
    // During a visit the dose before goes on.
    if (!isWaiting) until = segment.start;
  }
  return undefined;
}
