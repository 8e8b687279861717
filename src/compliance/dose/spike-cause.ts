import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Given } from './given.js';
import type { GivenCurve } from './given-curve.js';
import type { Passing } from './spike-windows.js';

export interface Cause {
  readonly at: Instant;
  readonly piece: Given;
  readonly isPushed: boolean;
  readonly eventIds: readonly EventId[];
}

/** What gave most of it beyond the reference in the first window that passes. */
export function causeOf(curve: GivenCurve, { figure, windows: [first] }: Passing): Cause {
  const { referenceMcg } = first!;
  // What is pushed out at once counts as given by its instant.
  const end = Math.ceil(first!.end);
  const begin = end - figure.windowMs;
  const perMs = referenceMcg / figure.windowMs;
  let best: { excess: number; piece: Given; push?: GivenCurve['pushes'][number] } | undefined;
  for (let index = Math.max(0, curve.indexAt(begin)); index < curve.pieces.length; index += 1) {
    const piece = curve.pieces[index]!;
    if (piece.start >= end) break;
    const [from, to] = [Math.max(begin, piece.start), Math.min(end, piece.end)];
    const pushes = curve.pushesBetween(from, to).filter(({ at }) => at <= to);
    const pushed = pushes.reduce((sum, { mcg }) => sum + mcg, 0);
    const excess = curve.upTo(to) - curve.upTo(from) - pushed - perMs * (to - from);
    if (!best || excess > best.excess) best = { excess, piece };
    for (const push of pushes) if (push.mcg > best.excess) best = { excess: push.mcg, piece, push };
  }
  const { piece, push } = best!;
  if (push) return { at: push.at, piece, isPushed: true, eventIds: [push.eventId] };
  const begun = beginOf(curve, piece, begin, figure.ratio * perMs);
  const ids = [begun, piece].flatMap((one) => [one.eventId, one.segment.program?.eventId]);
  ids.push(piece.segment.fill?.eventId);
  return {
    at: begun.schedule.boluses.length > 0 ? firstFast(curve, begun, begin, end, perMs) : begun.start,
    piece,
    isPushed: false,
    eventIds: [...new Set(ids.filter((id) => id !== undefined))],
  };
}

/** The first of the programs that one after another gave as fast: a rise may be programmed in steps, or again. */
function beginOf(curve: GivenCurve, piece: Given, from: Instant, fastPerMs: number): Given {
  const { pieces } = curve;
  const isOfRise = (one: Given | undefined): boolean => {
    if (!one || one.site !== piece.site || one.segment.activity !== piece.segment.activity) return false;
    const start = Math.max(from, one.start);
    return one.end > start && above(curve.upTo(one.end) - curve.upTo(start), fastPerMs * (one.end - start));
  };
  let first = pieces.indexOf(piece);
  while (isOfRise(pieces[first - 1])) first -= 1;
  return pieces[first]!;
}

/** Where a program with boluses first gives faster than a rate, mcg/ms. */
function firstFast(curve: GivenCurve, piece: Given, from: Instant, to: Instant, perMs: number): Instant {
  const corners = curve.corners(Math.max(from, piece.start), Math.min(to, piece.end));
  const index = corners.findIndex((at, place) => {
    const next = corners[place + 1];
    return next !== undefined && above(curve.upTo(next) - curve.upTo(at), perMs * (next - at));
  });
  return corners[Math.max(0, index)]!;
}
