import type { Simulation } from './parcel-simulation.js';
import { DAY_MS } from './program-clock.js';
import type { SimulatedEvent, Told } from './pump-events.js';
import { agree, type Stretch } from './stretches.js';
import type { Piece, Span } from './trace.js';

export type Status = 'confirmed' | 'unconfirmed' | 'contradicted';
export type Site = 'reservoir' | 'tip';
export type Code =
  | 'VOLUME_DISAGREES'
  | 'STALL_REFUTED'
  | 'PROGRAM_DIFFERS'
  | 'CATHETER_FAULTY'
  | 'PATH_CONTENT_UNKNOWN'
  | 'FLOW_UNKNOWN'
  | 'PATIENT_BOLUSES_UNREAD';

export interface Delivered {
  /** Null where a flow in the window is not known. */
  readonly doseMcg: number | null;
  readonly status: Status;
  readonly lowMcg: number;
  readonly highMcg: number;
  readonly codes: readonly Code[];
}

/** A part of a window that lies in one stretch, or between stretches. */
interface Part extends Span {
  readonly stretch?: Stretch;
}

const WORST: readonly Status[] = ['contradicted', 'unconfirmed', 'confirmed'];
const overlap = (a: Span, b: Span): Span => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) });
const lasts = ({ from, to }: Span) => to > from;
const meets = (a: Span, b: Span) => lasts(overlap(a, b));

/**
 * How far a dose may be believed, reckoned from what a simulation saw by the contract's page on delivery alone. The
 * window's ends must be among the simulation's samples.
 */
export class DeliveryCheck {
  private readonly faulty: readonly Span[];

  constructor(
    private readonly simulation: Simulation,
    events: readonly SimulatedEvent[],
  ) {
    this.faulty = faultyTimes(events, simulation.final.at).map((span) => this.counted(span));
  }

  in(drug: string, site: Site, window: Span): Delivered {
    const asked = this.counted(window);
    const parts = this.parts(asked).map((part) => this.part(drug, site, part));
    const sum = (of: (part: (typeof parts)[number]) => number) =>
      parts.reduce((all, part) => all + of(part), 0);
    const pieces = this.pieces(asked);
    return {
      doseMcg: pieces.some(({ flowUnknown }) => flowUnknown) ? null : sum(({ doseMcg }) => doseMcg),
      status: WORST.find((status) => parts.some((part) => part.status === status)) ?? 'confirmed',
      lowMcg: sum(({ lowMcg }) => lowMcg),
      highMcg: sum(({ highMcg }) => highMcg),
      codes: [...new Set(parts.flatMap(({ codes }) => codes))].toSorted(),
    };
  }

  private part(drug: string, site: Site, part: Part) {
    const { trace } = this.simulation;
    const { stretch } = part;
    const pieces = this.pieces(part);
    const doseMcg = this.dose(drug, site, part);
    const strength = site === 'tip' ? strongest(drug, pieces) : (stretch?.content.get(drug) ?? 0);
    const unreadMl = pieces.reduce((all, piece) => all + piece.unreadMl, 0);
    const codes = new Set<Code>();
    let status: Status = 'confirmed';
    let low = doseMcg;
    let high = doseMcg;

    if (stretch) {
      const { verdict, missingMl, surplusMl } = judged(stretch);
      status = verdict;
      low -= missingMl * strength;
      high += surplusMl * strength;
      if (verdict === 'contradicted') codes.add('VOLUME_DISAGREES');
      if (pieces.some(({ unread }) => unread)) codes.add('PATIENT_BOLUSES_UNREAD');
      if (verdict === 'unconfirmed') high += unreadMl * strength;
      if (stretch.refuted.size > 0) codes.add('STALL_REFUTED');
    }
    if (site === 'tip') {
      const doubted = [
        ...this.faulty.map((span) => ({ span, code: 'CATHETER_FAULTY' as const })),
        ...trace.pathUnknown.map((span) => ({ span, code: 'PATH_CONTENT_UNKNOWN' as const })),
      ].filter(({ span }) => meets(span, part));
      for (const { code } of doubted) codes.add(code);
      for (const span of union(doubted.map((each) => overlap(each.span, part))))
        low -= this.dose(drug, site, span);
    }
    // Where there is no fill, what flows is known: nothing.
    const filled = stretch !== undefined;
    if ((filled || site === 'tip') && trace.flowUnknown[site].some((span) => meets(span, part)))
      codes.add('FLOW_UNKNOWN');
    for (const differing of trace.differing.filter((span) => filled && meets(span, part))) {
      const span = overlap(differing, part);
      const held = this.pieces(span)[0]?.held.get(drug) ?? 0;
      const shown = ((differing.mlPerDay * (span.to - span.from)) / DAY_MS) * held;
      const computed = this.dose(drug, site, span);
      low -= Math.max(0, computed - shown);
      high += Math.max(0, shown - computed);
      codes.add('PROGRAM_DIFFERS');
    }
    if (
      ['CATHETER_FAULTY', 'PATH_CONTENT_UNKNOWN', 'FLOW_UNKNOWN', 'PROGRAM_DIFFERS'].some((code) =>
        codes.has(code as Code),
      )
    )
      status = 'contradicted';
    return { doseMcg, status, lowMcg: Math.max(0, low), highMcg: high, codes: [...codes] };
  }

  /** A jump at `from` is outside, at `to` inside. */
  private dose(drug: string, site: Site, { from, to }: Span): number {
    const flowing = this.pieces({ from, to }).reduce((sum, piece) => sum + (piece[site].get(drug) ?? 0), 0);
    const jumps = this.simulation.trace.jumps.filter(({ at }) => site === 'tip' && at > from && at <= to);
    return jumps.reduce((sum, { tip }) => sum + (tip.get(drug) ?? 0), flowing);
  }

  private pieces(span: Span): readonly Piece[] {
    return this.simulation.trace.pieces.filter((piece) => meets(piece, span));
  }

  private parts(window: Span): Part[] {
    const parts: Part[] = [];
    let now = window.from;
    for (const stretch of this.simulation.trace.stretches) {
      const inside = overlap(stretch, window);
      if (!lasts(inside)) continue;
      if (inside.from > now) parts.push({ from: now, to: inside.from });
      parts.push({ ...inside, stretch });
      now = inside.to;
    }
    return now < window.to ? [...parts, { from: now, to: window.to }] : parts;
  }

  private counted({ from, to }: Span): Span {
    const { midnight } = this.simulation;
    return { from: from - midnight, to: to - midnight };
  }
}

/** What a stretch's volumes say of it, and by how many mL less or more it may have moved. */
function judged(stretch: Stretch): { verdict: Status; missingMl: number; surplusMl: number } {
  const { startMl, foundMl, movedMl, wantedMl, unreadMl, nonExtractableMl, leftMl } = stretch;
  if (foundMl === undefined) return { verdict: 'unconfirmed', missingMl: 0, surplusMl: 0 };
  const slowed = leftMl - nonExtractableMl < 1e-9 && foundMl - nonExtractableMl > 0.5;
  const measured = startMl - foundMl;
  const expected = slowed ? wantedMl : movedMl;
  const apart = Math.abs(measured - expected);
  if (agree(measured, expected)) return { verdict: 'confirmed', missingMl: 0, surplusMl: 0 };
  const asked = Math.min(unreadMl, measured - expected);
  if (asked > 0 && agree(measured, expected + asked))
    return { verdict: 'unconfirmed', missingMl: 0, surplusMl: 0 };
  return {
    verdict: 'contradicted',
    missingMl: slowed || measured < expected ? apart : 0,
    surplusMl: slowed || measured > expected ? apart : 0,
  };
}

const strongest = (drug: string, pieces: readonly Piece[]) =>
  Math.max(0, ...pieces.map(({ highest }) => highest.get(drug) ?? 0));

function union(spans: readonly Span[]): Span[] {
  const apart: { from: number; to: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart;
}

/** From when the catheter was last known to be sound to when it was changed, around each study that finds a fault. */
function faultyTimes(events: readonly SimulatedEvent[], end: number): Span[] {
  const times: { from: number; to: number }[] = [];
  let sound: number | undefined;
  for (const { type, data, at } of events as readonly Told[]) {
    if (at > end) break;
    if (
      ['CatheterImplanted', 'CatheterReplaced', 'CatheterRevised'].includes(type) ||
      (type === 'TherapyTakenOver' && data.catheter !== undefined)
    ) {
      for (const time of times) time.to = Math.min(time.to, at);
      sound = at;
    }
    if (type !== 'CatheterStudied' || data.finding === 'inconclusive') continue;
    if (data.finding === 'patent') sound = at;
    else if (sound !== undefined) times.push({ from: sound, to: end });
  }
  return times;
}
