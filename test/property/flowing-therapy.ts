import type { Parcel } from './drug-masses.js';
import { Plumbing } from './plumbing.js';
import { DAY_MS } from './program-clock.js';
import type { Acts } from './pump-acts.js';
import type { SimulatedPump } from './simulated-pump.js';
import type { Learned, Stretch, StretchEnd } from './stretches.js';
import type { Trace } from './trace.js';
import { TraceWriter } from './trace-writer.js';

export interface Surroundings {
  /** By the pump's model, mL/day; null where it is not known. */
  readonly minimumRate: (model: string) => number | null;
  /** From which instants are counted, milliseconds since 1970. */
  readonly midnight: number;
  readonly told: Pick<Acts, 'patientDoses' | 'read'>;
  readonly learned: Learned;
}

/** What flows while time passes, once through from the beginning; instants count from `midnight`. */
export class FlowingTherapy {
  readonly plumbing = new Plumbing();
  readonly ranDryAt: number[] = [];
  protected readonly writer = new TraceWriter();
  protected pump: SimulatedPump | null = null;
  protected stretch: Stretch | null = null;
  private readonly edges: readonly number[];

  constructor(protected readonly around: Surroundings) {
    const { patientDoses, read } = around.told;
    this.edges = [...patientDoses, ...read].flatMap(({ from, to }) => [from, to]);
  }

  /** In the pump that is in place; 0 where there is none. */
  get reservoirMl(): number {
    return this.plumbing.reservoir?.volumeMl ?? 0;
  }

  /** Ends what still runs. */
  trace(end: number): Trace {
    this.endStretch('goes-on', end);
    return this.writer.finish(end);
  }

  /** Lets time pass, from one change of flow to the next. */
  run(from: number, to: number): void {
    let now = from;
    while (now < to) {
      const edge = Math.min(to, this.pump?.nextEdge(now) ?? Infinity, ...this.edges.filter((at) => at > now));
      this.flow(now, edge);
      now = edge;
    }
  }

  /** Of a volume that was found: what counts of it; undefined where it cannot be. */
  protected found(volumeMl: number | undefined): number | undefined {
    const { capacityMl = 0, nonExtractableMl = 0 } = this.pump ?? {};
    return volumeMl === undefined || volumeMl > capacityMl ? undefined : Math.max(volumeMl, nonExtractableMl);
  }

  protected startStretch(at: number, startMl: number): void {
    const { pump, plumbing } = this;
    if (pump === null || plumbing.reservoir === null) return;
    const refuted = this.around.learned.refuted.get(this.writer.stretches.length) ?? new Set();
    for (const keys of Object.values(pump.causes)) for (const key of refuted) keys.delete(key);
    this.stretch = {
      from: at,
      to: Infinity,
      startMl,
      content: plumbing.reservoir.content,
      nonExtractableMl: pump.nonExtractableMl,
      end: 'goes-on',
      foundMl: undefined,
      movedMl: 0,
      wantedMl: 0,
      unreadMl: 0,
      leftMl: plumbing.reservoir.volumeMl,
      acting: [],
      refuted,
    };
    this.writer.stretches.push(this.stretch);
  }

  protected endStretch(end: StretchEnd, at: number, foundVolumeMl?: number): void {
    const { stretch, pump } = this;
    if (stretch === null || pump === null) return;
    const acting = Object.values(pump.causes).flatMap((keys) => [...keys]);
    Object.assign(stretch, { end, to: at, foundMl: this.found(foundVolumeMl), acting });
    if (stretch.foundMl !== undefined) this.writer.volumeKnown(at);
    this.stretch = null;
  }

  private flow(from: number, to: number): void {
    const { pump, stretch, plumbing } = this;
    const { reservoir } = plumbing;
    const unknown = pump !== null && pump.flowIsUnknown(from);
    if (unknown) this.writer.flowUnknown(from);
    const wanted = this.wantedFlow(from);
    if (pump === null || stretch === null || reservoir === null || wanted === null) {
      return this.writer.stand(from, to, plumbing, unknown);
    }
    this.reckon(stretch, wanted * (to - from));
    const factor = this.around.learned.factors.get(this.writer.stretches.length - 1) ?? 1;
    const flow = wanted * factor;
    const unread = this.unreadFlow(from);
    let now = from;
    while (now < to) {
      const { volumeMl } = plumbing.reservoir as Parcel;
      const available = volumeMl - pump.nonExtractableMl;
      if (available <= 0) return this.writer.stand(now, to, plumbing, unknown);
      const dryAt = flow > 0 ? now + available / flow : Infinity;
      const passedAt = flow > 0 ? now + this.writer.untilPassedMl(plumbing) / flow : Infinity;
      // An instant so close that time does not move any more is now.
      const until = Math.min(to, dryAt, passedAt > now ? passedAt : Infinity);
      const volume = until === dryAt ? available : flow * (until - now);
      const left = until === dryAt ? pump.nonExtractableMl : volumeMl - volume;
      const unreadMl = unread.mlPerMs * (until - now);
      stretch.unreadMl += unreadMl;
      this.writer.move(now, until, plumbing, { volume, left, unread: unread.is, unreadMl, unknown });
      if (until === dryAt) this.ranDryAt.push(dryAt);
      now = until;
    }
  }

  /** What the pump would move if the reservoir never ran dry; null where it stands. */
  private wantedFlow(now: number): number | null {
    const { pump } = this;
    if (pump === null || pump.halted) return null;
    const patients = !pump.letsPatients
      ? []
      : this.around.told.patientDoses.filter(({ from, to }) => from <= now && now < to);
    const mcgPerMs = patients.reduce((sum, dose) => sum + dose.mcgPerMs, 0);
    const strength = pump.inForce?.concentration ?? null;
    return (pump.flowFrom(now) ?? 0) + (strength === null ? 0 : mcgPerMs / strength);
  }

  /** Where nobody knows by what strength, no volume of it can be told. */
  private unreadFlow(now: number): { is: boolean; mlPerMs: number } {
    const { patientBolus, concentration = null } = this.pump?.inForce ?? {};
    const isRead = this.around.told.read.some(({ from, to }) => from <= now && now < to);
    if (patientBolus === undefined || isRead || !this.pump?.letsPatients) return { is: false, mlPerMs: 0 };
    const mcgPerDay = patientBolus.maxPerDay * patientBolus.doseMcg;
    return { is: true, mlPerMs: concentration === null ? 0 : mcgPerDay / concentration / DAY_MS };
  }

  private reckon(stretch: Stretch, wanted: number): void {
    const moved = Math.min(wanted, Math.max(0, stretch.leftMl - stretch.nonExtractableMl));
    stretch.wantedMl += wanted;
    stretch.movedMl += moved;
    stretch.leftMl -= moved;
  }
}
