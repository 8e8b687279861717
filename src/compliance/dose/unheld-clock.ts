import type { Delivery } from '../../infusion/delivery.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import { rawStretches } from './daily-dose.js';

interface Held {
  readonly start: Instant;
  readonly end: Instant;
  /** Held before its start, ms. */
  readonly before: number;
}

/** Counts time as the audit does for one drug at one site: it stands still while a `startsWith` is left out. */
export class UnheldClock {
  private readonly held: readonly Held[];
  /** In all. */
  readonly heldMs: number;

  constructor(held: readonly { readonly start: Instant; readonly end: Instant }[]) {
    let before = 0;
    this.held = held.map(({ start, end }) => {
      const one = { start, end, before };
      before += end - start;
      return one;
    });
    this.heldMs = before;
  }

  /** What it shows at an instant. */
  private at(instant: Instant): number {
    const last = this.held[countWhile(this.held, ({ start }) => start <= instant) - 1];
    return last ? instant - last.before - (Math.min(instant, last.end) - last.start) : instant;
  }

  /** The first instant at which it shows so much. */
  private reach(shown: number): Instant {
    const last = this.held[countWhile(this.held, ({ start, before }) => start - before < shown) - 1];
    return last ? shown + last.before + (last.end - last.start) : shown;
  }

  /**
   * The first whole millisecond after an instant at which a duration is reached or passed since one of the bases, which
   * are in order.
   */
  firstAfter(instant: Instant, bases: readonly Instant[], duration: number): Instant {
    const limit = this.at(instant) - duration - 2;
    for (let index = countWhile(bases, (base) => this.at(base) <= limit); index < bases.length; index += 1) {
      const reached = this.reach(this.at(bases[index]!) + duration);
      // Reached, or more than reached: rules ask for either.
      for (const at of [Math.floor(reached), Math.floor(reached) + 1]) if (at > instant) return at;
    }
    return Number.POSITIVE_INFINITY;
  }
}

/** All clocks by which a delivery is judged, the usual one among them. */
export function clocksOf(delivery: Delivery, minHours: readonly number[]): UnheldClock[] {
  const clocks = new Map<string, UnheldClock>([['', new UnheldClock([])]]);
  if (!delivery.segments.some(({ activity }) => activity === 'starts-with')) return [...clocks.values()];
  for (const drug of delivery.drugs)
    for (const hours of minHours)
      for (const site of ['reservoir', 'tip'] as const) {
        const held = rawStretches(delivery, drug, site, Number.POSITIVE_INFINITY, hours).filter(
          (stretch) => stretch.held,
        );
        const key = held.map(({ start, end }) => `${start}-${end}`).join(' ');
        if (!clocks.has(key)) clocks.set(key, new UnheldClock(held));
      }
  return [...clocks.values()];
}
