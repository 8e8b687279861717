import type { Span, Trace } from './trace.js';

/** Crumbs of fluid that only the sums of doubles leave behind, mL. */
export const CRUMB_ML = 1e-9;

/** How long a flow that nobody knows leaves open what is where. */
export class UnknownFlow {
  private readonly spans: { readonly reservoir: Span[]; readonly tip: Span[] } = { reservoir: [], tip: [] };
  private running = false;
  private reservoirFrom: number | undefined;
  private tipFrom: number | undefined;
  private volumeIsKnown = true;
  private passedAtMl: number | undefined;

  /** What must have been pumped for the path to be known again. */
  get ends(): readonly number[] {
    return this.passedAtMl === undefined ? [] : [this.passedAtMl];
  }

  begins(at: number): void {
    if (this.running) return;
    this.running = true;
    this.volumeIsKnown = false;
    this.passedAtMl = undefined;
    this.reservoirFrom ??= at;
    this.tipFrom ??= at;
  }

  isKnown(at: number, pumpedMl: number, pathMl: number): void {
    if (!this.running) return;
    this.running = false;
    this.passedAtMl = pumpedMl + pathMl;
    this.pumped(at, pumpedMl);
  }

  pumped(at: number, pumpedMl: number): void {
    if (this.passedAtMl !== undefined && this.passedAtMl - pumpedMl <= CRUMB_ML) this.passedAtMl = undefined;
    this.close(at);
  }

  volumeKnown(at: number): void {
    if (this.running) return;
    this.volumeIsKnown = true;
    this.close(at);
  }

  finish(end: number): Trace['flowUnknown'] {
    if (this.reservoirFrom !== undefined) this.spans.reservoir.push({ from: this.reservoirFrom, to: end });
    if (this.tipFrom !== undefined) this.spans.tip.push({ from: this.tipFrom, to: end });
    return this.spans;
  }

  private close(at: number): void {
    if (this.running || !this.volumeIsKnown) return;
    if (this.reservoirFrom !== undefined) this.spans.reservoir.push({ from: this.reservoirFrom, to: at });
    this.reservoirFrom = undefined;
    if (this.tipFrom === undefined || this.passedAtMl !== undefined) return;
    this.spans.tip.push({ from: this.tipFrom, to: at });
    this.tipFrom = undefined;
  }
}
