import { massesOf, type Content, type Parcel } from './drug-masses.js';
import type { Plumbing } from './plumbing.js';
import type { Stretch } from './stretches.js';
import type { Differing, Piece, Span, Trace } from './trace.js';
import { CRUMB_ML, UnknownFlow } from './unknown-flow.js';

interface OpenSpan {
  readonly from: number;
  /** Over when as much was pumped. */
  readonly untilMl: number;
  /** A new catheter ends it. */
  readonly ofCatheter: boolean;
}

interface Moved {
  readonly volume: number;
  readonly left: number;
  readonly unread: boolean;
  readonly unreadMl: number;
  readonly unknown: boolean;
}

/** Notes what the simulation does. */
export class TraceWriter {
  readonly stretches: Stretch[] = [];
  private readonly pieces: Piece[] = [];
  private readonly jumps: Trace['jumps'] = [];
  private readonly pathUnknownSpans: Span[] = [];
  private readonly differing: Differing[] = [];
  private open: OpenSpan[] = [];
  private readonly flow = new UnknownFlow();

  move(
    from: number,
    to: number,
    plumbing: Plumbing,
    { volume, left, unread, unreadMl, unknown }: Moved,
  ): void {
    const { held, highest } = strengths(plumbing);
    const tip = massesOf(plumbing.pump(volume, left));
    const reservoir = massesOf([{ volumeMl: volume, content: held }]);
    this.pieces.push({ from, to, reservoir, tip, held, highest, unread, unreadMl, flowUnknown: unknown });
    this.open = this.open.filter((span) => {
      const passed = span.untilMl - plumbing.pumpedMl <= CRUMB_ML;
      if (passed) this.pathUnknownSpans.push({ from: span.from, to });
      return !passed;
    });
    this.flow.pumped(to, plumbing.pumpedMl);
  }

  stand(from: number, to: number, plumbing: Plumbing, flowUnknown: boolean): void {
    const none = new Map<string, number>();
    const piece = { from, to, reservoir: none, tip: none, unread: false, unreadMl: 0, flowUnknown };
    this.pieces.push({ ...piece, ...strengths(plumbing) });
  }

  jump(at: number, leaving: readonly Parcel[]): void {
    if (leaving.length > 0) this.jumps.push({ at, tip: massesOf(leaving) });
  }

  differs(differing: Differing): void {
    this.differing.push(differing);
  }

  pathUnknown(from: number, plumbing: Plumbing, what: 'path' | 'catheter'): void {
    this.open.push({
      from,
      untilMl: plumbing.pumpedMl + plumbing.pathMl,
      ofCatheter: what === 'catheter',
    });
  }

  catheterPlaced(at: number): void {
    for (const { from } of this.open.filter(({ ofCatheter }) => ofCatheter))
      this.pathUnknownSpans.push({ from, to: at });
    this.open = this.open.filter(({ ofCatheter }) => !ofCatheter);
  }

  /** What is still to be pumped until something that is not known has passed; Infinity where nothing is. */
  untilPassedMl({ pumpedMl }: Plumbing): number {
    const ends = [...this.open.map(({ untilMl }) => untilMl), this.flow.endsAtMl];
    const left = ends.map((end) => end - pumpedMl).filter((missing) => missing > CRUMB_ML);
    return Math.min(Infinity, ...left);
  }

  flowUnknown(at: number): void {
    this.flow.begins(at);
  }

  flowKnown(at: number, { pumpedMl, pathMl }: Plumbing): void {
    this.flow.isKnown(at, pumpedMl, pathMl);
  }

  volumeKnown(at: number): void {
    this.flow.volumeKnown(at);
  }

  finish(end: number): Trace {
    for (const { from } of this.open.splice(0)) this.pathUnknownSpans.push({ from, to: end });
    const { pieces, jumps, stretches, differing, pathUnknownSpans: pathUnknown } = this;
    return { pieces, jumps, stretches, differing, pathUnknown, flowUnknown: this.flow.finish(end) };
  }
}

function strengths({ reservoir, path }: Plumbing): { held: Content; highest: Content } {
  const held: Content = reservoir?.content ?? new Map();
  const highest: Content = new Map(held);
  for (const { volumeMl, content } of path)
    if (volumeMl > CRUMB_ML)
      for (const [drug, mcgPerMl] of content) highest.set(drug, Math.max(mcgPerMl, highest.get(drug) ?? 0));
  return { held, highest };
}
