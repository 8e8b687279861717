import type { Span, Trace } from './trace.js';

/** Crumbs of fluid that only the sums of doubles leave behind, mL. */
export const CRUMB_ML = 1e-9;

/**
 * How long a flow that nobody knows leaves open what is where: until a volume is known, and at the tip until the path
 * has been passed, too, by what was pumped since the flow is known.
 */
export class UnknownFlow {
  private readonly spans: { readonly reservoir: Span[]; readonly tip: Span[] } = { reservoir: [], tip: [] };
  private running = false;
  private flowKnownAt: number | undefined;
  private volumeKnownAt: number | undefined;
  private reservoirFrom: number | undefined;
  private tipFrom: number | undefined;
  private passedAtMl = Infinity;

  get endsAtMl(): number {
    return this.passedAtMl;
  }

  begins(at: number): void {
    this.running = true;
    this.passedAtMl = Infinity;
    this.reservoirFrom ??= at;
    this.tipFrom ??= at;
  }

  isKnown(at: number, pumpedMl: number, pathMl: number): void {
    // Of one instant the path counts as all that acts then leaves it.
    if (!this.running && this.flowKnownAt !== at) return;
    if (!this.running) this.reopenTip(at);
    this.running = false;
    this.flowKnownAt = at;
    this.passedAtMl = pumpedMl + pathMl;
    this.pumped(at, pumpedMl);
    if (this.volumeKnownAt === at) this.volumeKnown(at);
  }

  volumeKnown(at: number): void {
    this.volumeKnownAt = at;
    if (this.running || this.reservoirFrom === undefined) return;
    this.spans.reservoir.push({ from: this.reservoirFrom, to: at });
    this.reservoirFrom = undefined;
    this.closeTip(at);
  }

  pumped(at: number, pumpedMl: number): void {
    if (this.passedAtMl - pumpedMl > CRUMB_ML) return;
    this.passedAtMl = -Infinity;
    this.closeTip(at);
  }

  finish(end: number): Trace['flowUnknown'] {
    if (this.reservoirFrom !== undefined) this.spans.reservoir.push({ from: this.reservoirFrom, to: end });
    if (this.tipFrom !== undefined) this.spans.tip.push({ from: this.tipFrom, to: end });
    return this.spans;
  }

  private reopenTip(at: number): void {
    if (this.spans.tip.at(-1)?.to === at) this.tipFrom = this.spans.tip.pop()?.from;
  }

  private closeTip(at: number): void {
    if (this.tipFrom === undefined || this.reservoirFrom !== undefined || this.passedAtMl > -Infinity) return;
    this.spans.tip.push({ from: this.tipFrom, to: at });
    this.tipFrom = undefined;
    this.passedAtMl = Infinity;
  }
}
