import { above } from '../../infusion/tolerances.js';
import type { EventId } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import type { GivenCurve } from './given-curve.js';
import type { Promised } from './promised.js';
import type { Shortage } from './shortage-windows.js';

/** Whether a new program cost no more than one of its boluses, and what was due was given in the hours after. */
export function wholeAfterOneBolus(
  curve: GivenCurve,
  promised: Promised,
  { to, windows }: Shortage,
  windowMs: number,
  time: AuditTime,
): boolean {
  const missing = Math.max(...windows.map(({ dueMcg, givenMcg }) => dueMcg - givenMcg));
  const first = windows[0]!.end - windowMs;
  let index = Math.max(0, curve.indexAt(first));
  let largest = 0;
  const programs = new Set<EventId>();
  for (; index < curve.pieces.length && curve.pieces[index]!.start < to; index += 1) {
    const { schedule, mcgPerMl, segment, start } = curve.pieces[index]!;
    const programmed = segment.program?.eventId;
    if (programmed !== undefined && programmed === segment.eventId && start > first) programs.add(programmed);
    largest = Math.max(largest, ...schedule.boluses.map(({ volumeMl }) => volumeMl * mcgPerMl));
  }
  if (programs.size !== 1 || above(missing, largest) || !time.hasCome(to + windowMs)) return false;
  return !above(promised.between(to, to + windowMs).mcg, curve.upTo(to + windowMs) - curve.upTo(to));
}
