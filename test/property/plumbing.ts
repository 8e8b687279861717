import { addMass, addParcels, massesOf, type Content, type DrugMasses, type Parcel } from './drug-masses.js';
import { FluidLine } from './fluid-line.js';
import type { FilledWith } from './pump-events.js';

/** Where every microgram came from, and where it is or went to, cumulative since the beginning. */
export interface MassLedger {
  /** Put into a reservoir by fills and take-overs. */
  readonly filled: DrugMasses;
  /** In tubing, catheter or segment when these were put in, and in the path that was taken over. */
  readonly primed: DrugMasses;
  /** Pushed in through the catheter's port, where there was a catheter. */
  readonly injected: DrugMasses;
  /** By as much a found volume was above the computed one. */
  readonly foundMore: DrugMasses;
  /** By as much a found volume was below the computed one. */
  readonly foundLess: DrugMasses;
  /** Taken out of the reservoir by the next refill or switch, or when it was emptied. */
  readonly withdrawn: DrugMasses;
  /** Left the therapy in the reservoir of an explanted pump. */
  readonly explantedInReservoir: DrugMasses;
  /** Left the therapy in the tubing of an explanted pump. */
  readonly explantedInTubing: DrugMasses;
  /** Left the therapy in a replaced catheter, or in a part of it. */
  readonly removedInCatheter: DrugMasses;
  /** Drawn out of the catheter, by itself or in a study. */
  readonly aspirated: DrugMasses;
  /** Left the tubing while there was no catheter. */
  readonly lostWithoutCatheter: DrugMasses;
  /** Left the tip, pumped or displaced. */
  readonly tip: DrugMasses;
  /** The part of `tip` that contrast or an injection displaced at once. */
  readonly displaced: DrugMasses;
  /** Passed from a reservoir into the tubing. */
  readonly reservoirOut: DrugMasses;
  readonly inReservoir: DrugMasses;
  readonly inTubing: DrugMasses;
  readonly inCatheter: DrugMasses;
}

const GONE = [
  'filled',
  'primed',
  'injected',
  'foundMore',
  'foundLess',
  'withdrawn',
  'explantedInReservoir',
  'explantedInTubing',
  'removedInCatheter',
  'aspirated',
  'lostWithoutCatheter',
  'tip',
  'displaced',
  'reservoirOut',
] as const;

/** Reservoir, tubing and catheter, and where the drug went. It knows no time. */
export class Plumbing {
  pumpedMl = 0;
  /** Null where it was never filled, was emptied, or there is no pump. */
  reservoir: Parcel | null = null;
  catheter: FluidLine | null = null;
  private tubing: FluidLine | null = null;
  /** Fluids of hardware that was primed with what is filled next. */
  private readonly awaited: Content[] = [];
  private readonly gone = Object.fromEntries(GONE.map((name) => [name, new Map()])) as unknown as Record<
    (typeof GONE)[number],
    DrugMasses
  >;

  get pathMl(): number {
    return (this.tubing?.volumeMl ?? 0) + (this.catheter?.volumeMl ?? 0);
  }

  get path(): readonly Parcel[] {
    return [...(this.tubing?.content ?? []), ...(this.catheter?.content ?? [])];
  }

  /** A copy: later steps leave it as it is. */
  masses(): MassLedger {
    return {
      ...structuredClone(this.gone),
      inReservoir: massesOf(this.reservoir ? [this.reservoir] : []),
      inTubing: massesOf(this.tubing?.content ?? []),
      inCatheter: massesOf(this.catheter?.content ?? []),
    };
  }

  /** Moves a volume out of the reservoir, which then holds `leftMl`; answers what left the tip. */
  pump(volumeMl: number, leftMl: number): Parcel[] {
    const { reservoir, tubing } = this;
    if (reservoir === null || tubing === null) throw new Error('there is nothing to pump');
    const { content } = reservoir;
    this.reservoir = { content, volumeMl: leftMl };
    this.pumpedMl += volumeMl;
    addParcels(this.gone.reservoirOut, [{ content, volumeMl }]);
    const leavingTubing = tubing.push([{ content, volumeMl }]);
    if (this.catheter === null) {
      addParcels(this.gone.lostWithoutCatheter, leavingTubing);
      return [];
    }
    const leaving = this.catheter.push(leavingTubing);
    addParcels(this.gone.tip, leaving);
    return leaving;
  }

  implantPump(tubingMl: number, filledWith?: FilledWith): void {
    this.explantPump();
    this.tubing = new FluidLine(tubingMl, this.primer(filledWith));
    this.notePrimed(this.tubing.content);
  }

  explantPump(): void {
    if (this.reservoir !== null) addParcels(this.gone.explantedInReservoir, [this.reservoir]);
    addParcels(this.gone.explantedInTubing, this.tubing?.content ?? []);
    this.reservoir = null;
    this.tubing = null;
  }

  fill(volumeMl: number, content: Content): void {
    this.empty();
    this.reservoir = { volumeMl, content };
    addParcels(this.gone.filled, [this.reservoir]);
    for (const awaited of this.awaited.splice(0)) {
      for (const [drug, mcgPerMl] of content) awaited.set(drug, mcgPerMl);
      this.notePrimed(this.path.filter((parcel) => parcel.content === awaited));
    }
  }

  empty(): void {
    if (this.reservoir !== null) addParcels(this.gone.withdrawn, [this.reservoir]);
    this.reservoir = null;
  }

  /** What a found volume puts right. */
  correct(volumeMl: number): void {
    if (this.reservoir === null) return;
    const { content, volumeMl: computed } = this.reservoir;
    const where = volumeMl > computed ? this.gone.foundMore : this.gone.foundLess;
    for (const [drug, mcgPerMl] of content) addMass(where, drug, Math.abs(volumeMl - computed) * mcgPerMl);
    this.reservoir = { content, volumeMl };
  }

  placeCatheter(volumeMl: number, filledWith?: FilledWith): void {
    addParcels(this.gone.removedInCatheter, this.catheter?.content ?? []);
    this.catheter = new FluidLine(volumeMl, this.primer(filledWith));
    this.notePrimed(this.catheter.content);
  }

  reviseCatheter(
    volumeMl: number,
    end: 'pump-end' | 'tip-end',
    segmentMl: number,
    filledWith?: FilledWith,
  ): void {
    if (this.catheter === null) return;
    const segment = { volumeMl: Math.min(segmentMl, volumeMl), content: this.primer(filledWith) };
    addParcels(this.gone.removedInCatheter, this.catheter.revise(volumeMl, end, segment));
    this.notePrimed([segment]);
  }

  /** A pump that runs already: tubing and catheter are full of what its reservoir holds. */
  takeOverPath(): void {
    const { reservoir, tubing, catheter } = this;
    if (reservoir === null || tubing === null) throw new Error('nothing was taken over');
    addParcels(this.gone.explantedInTubing, tubing.content);
    this.tubing = new FluidLine(tubing.volumeMl, reservoir.content);
    if (catheter !== null) {
      addParcels(this.gone.removedInCatheter, catheter.content);
      this.catheter = new FluidLine(catheter.volumeMl, reservoir.content);
    }
    this.notePrimed(this.path);
  }

  aspirate(volumeMl: number): void {
    if (this.catheter !== null) addParcels(this.gone.aspirated, this.catheter.aspirate(volumeMl));
  }

  /** Pushes a fluid in at the catheter's pump end; answers what leaves the tip at once. */
  inject(volumeMl: number, content: Content = new Map()): Parcel[] {
    if (this.catheter === null) return [];
    addParcels(this.gone.injected, [{ volumeMl, content }]);
    const displaced = this.catheter.flush(volumeMl, content);
    addParcels(this.gone.displaced, displaced);
    addParcels(this.gone.tip, displaced);
    return displaced;
  }

  private notePrimed(parcels: readonly Parcel[]): void {
    addParcels(this.gone.primed, parcels);
  }

  private primer(filledWith: FilledWith = 'drug-free'): Content {
    if (filledWith === 'drug-free') return new Map();
    if (this.reservoir !== null) return this.reservoir.content;
    const awaited: Content = new Map();
    this.awaited.push(awaited);
    return awaited;
  }
}
