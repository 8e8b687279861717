import { addMass, addParcels, massesOf, type DrugMasses, type Parcel } from './drug-masses.js';
import { FluidLine } from './fluid-line.js';
import { MINUTE_MS, ProgramClock } from './program-clock.js';
import type { PumpEventData, SimulatedEvent } from './pump-events.js';

/** Where every microgram is or went to, cumulative since the beginning. */
export interface MassLedger {
  /** Put into a reservoir by refills and switches. */
  readonly filled: DrugMasses;
  /** Taken out of the reservoir by the next refill or switch. */
  readonly withdrawnAtFills: DrugMasses;
  /** Left the therapy in the reservoir of an explanted pump. */
  readonly explantedInReservoir: DrugMasses;
  /** Left the therapy in the tubing of an explanted pump. */
  readonly explantedInTubing: DrugMasses;
  /** Left the therapy in a replaced catheter. */
  readonly removedInCatheter: DrugMasses;
  /** Drawn out of the catheter, by itself or in a study. */
  readonly aspirated: DrugMasses;
  /** Left the tubing while there was no catheter. */
  readonly lostWithoutCatheter: DrugMasses;
  /** Left the tip, pumped or displaced. */
  readonly tip: DrugMasses;
  /** The part of `tip` that contrast displaced at once. */
  readonly displacedByContrast: DrugMasses;
  /** Passed from a reservoir into the tubing. */
  readonly reservoirOut: DrugMasses;
  readonly inReservoir: DrugMasses;
  readonly inTubing: DrugMasses;
  readonly inCatheter: DrugMasses;
}

interface Pump {
  readonly nonExtractableMl: number;
  readonly tubing: FluidLine;
  /** Null until the first fill. */
  reservoir: Parcel | null;
  stalled: boolean;
  program: ProgramClock | null;
  /** The bolus test that replaces the infusion. */
  test: { readonly end: number; readonly flow: number } | null;
}

/** Pump, path and where the drug went; time is whatever clock the caller uses, in milliseconds. */
export class SimulatedTherapy {
  pumpedMl = 0;
  readonly ranDryAt: number[] = [];
  private pump: Pump | null = null;
  private catheter: FluidLine | null = null;
  private readonly gone = {
    filled: new Map() as DrugMasses,
    withdrawnAtFills: new Map() as DrugMasses,
    explantedInReservoir: new Map() as DrugMasses,
    explantedInTubing: new Map() as DrugMasses,
    removedInCatheter: new Map() as DrugMasses,
    aspirated: new Map() as DrugMasses,
    lostWithoutCatheter: new Map() as DrugMasses,
    tip: new Map() as DrugMasses,
    displacedByContrast: new Map() as DrugMasses,
    reservoirOut: new Map() as DrugMasses,
  };

  constructor(
    private readonly minimumRateMlPerDay: number,
    private readonly maxStepMs: number,
  ) {}

  /** In the pump that is in place; 0 where there is none. */
  get reservoirMl(): number {
    return this.pump?.reservoir?.volumeMl ?? 0;
  }

  /** A copy: later steps leave it as it is. */
  masses(): MassLedger {
    const reservoir = this.pump?.reservoir;
    return {
      ...structuredClone(this.gone),
      inReservoir: massesOf(reservoir ? [reservoir] : []),
      inTubing: massesOf(this.pump?.tubing.content ?? []),
      inCatheter: massesOf(this.catheter?.content ?? []),
    };
  }

  /** Lets time pass, from one change of flow to the next. */
  run(from: number, to: number): void {
    let now = from;
    while (now < to) {
      const edge = Math.min(to, this.nextEdge(now));
      this.flow(now, edge);
      now = edge;
    }
  }

  apply(event: SimulatedEvent, at: number): void {
    switch (event.type) {
      case 'PumpImplanted':
        return this.implantPump(event.data as PumpEventData['PumpImplanted']);
      case 'PumpExplanted':
        return this.explantPump();
      case 'CatheterImplanted':
        return this.placeCatheter((event.data as PumpEventData['CatheterImplanted']).volumeMl);
      case 'CatheterReplaced':
        return this.placeCatheter((event.data as PumpEventData['CatheterReplaced']).catheter.volumeMl);
      case 'CatheterAspirated': {
        const { success, volumeMl = 0 } = event.data as PumpEventData['CatheterAspirated'];
        return success ? this.aspirate(volumeMl) : undefined;
      }
      case 'CatheterStudied': {
        const { aspiratedVolumeMl = 0, contrastVolumeMl = 0 } =
          event.data as PumpEventData['CatheterStudied'];
        this.aspirate(aspiratedVolumeMl);
        return this.injectContrast(contrastVolumeMl);
      }
      case 'ReservoirRefilled': {
        const refill = event.data as PumpEventData['ReservoirRefilled'];
        return this.fillReservoir({ ...refill, volumeMl: refill.filledVolumeMl });
      }
      case 'DrugSwitched': {
        const change = event.data as PumpEventData['DrugSwitched'];
        return this.fillReservoir({ ...change.to, volumeMl: change.filledVolumeMl });
      }
      case 'PumpReprogrammed':
        return this.reprogram(event.data as PumpEventData['PumpReprogrammed'], at, event.utcOffsetMinutes);
      case 'BolusTestPerformed':
        return this.startTest(event.data as PumpEventData['BolusTestPerformed'], at);
      case 'MotorStallDetected':
      case 'MotorStallRecovered':
        if (this.pump) this.pump.stalled = event.type === 'MotorStallDetected';
        return undefined;
      default:
        return undefined;
    }
  }

  private nextEdge(now: number): number {
    const { program, test } = this.pump ?? { program: null, test: null };
    const testEnd = test !== null && now < test.end ? test.end : Infinity;
    return Math.min(testEnd, program?.nextEdge(now) ?? Infinity);
  }

  /** What the pump is told to move, in mL per millisecond; a stall and a dry reservoir come on top of it. */
  private wantedFlow(pump: Pump, now: number): number {
    if (pump.test !== null && now < pump.test.end) return pump.test.flow;
    return pump.program?.flowFrom(now) ?? 0;
  }

  private flow(from: number, to: number): void {
    const { pump } = this;
    if (pump === null || pump.stalled) return;
    const flow = this.wantedFlow(pump, from);
    if (flow === 0) return;
    const steps = Math.ceil((to - from) / this.maxStepMs);
    const stepMs = (to - from) / steps;
    for (let step = 0; step < steps; step++) {
      const available = (pump.reservoir?.volumeMl ?? 0) - pump.nonExtractableMl;
      if (pump.reservoir === null || available <= 0) return;
      const wanted = flow * stepMs;
      if (wanted < available) {
        this.move(pump, pump.reservoir, wanted, pump.reservoir.volumeMl - wanted);
      } else {
        this.move(pump, pump.reservoir, available, pump.nonExtractableMl);
        this.ranDryAt.push(from + step * stepMs + available / flow);
      }
    }
  }

  private move(pump: Pump, reservoir: Parcel, volumeMl: number, leftMl: number): void {
    const parcel = { ...reservoir, volumeMl };
    pump.reservoir = { ...reservoir, volumeMl: leftMl };
    this.pumpedMl += volumeMl;
    addParcels(this.gone.reservoirOut, [parcel]);
    const leavingTubing = pump.tubing.push([parcel]);
    if (this.catheter === null) addParcels(this.gone.lostWithoutCatheter, leavingTubing);
    else addParcels(this.gone.tip, this.catheter.push(leavingTubing));
  }

  private implantPump(data: PumpEventData['PumpImplanted']): void {
    this.explantPump();
    this.pump = {
      nonExtractableMl: data.nonExtractableVolumeMl ?? 0,
      tubing: new FluidLine(data.tubingVolumeMl),
      reservoir: null,
      stalled: false,
      program: null,
      test: null,
    };
  }

  private explantPump(): void {
    if (this.pump === null) return;
    if (this.pump.reservoir !== null) addParcels(this.gone.explantedInReservoir, [this.pump.reservoir]);
    addParcels(this.gone.explantedInTubing, this.pump.tubing.content);
    this.pump = null;
  }

  private placeCatheter(volumeMl: number): void {
    if (this.catheter !== null) addParcels(this.gone.removedInCatheter, this.catheter.content);
    this.catheter = new FluidLine(volumeMl);
  }

  private aspirate(volumeMl: number): void {
    if (this.catheter !== null) addParcels(this.gone.aspirated, this.catheter.aspirate(volumeMl));
  }

  private injectContrast(volumeMl: number): void {
    if (this.catheter === null) return;
    const displaced = this.catheter.flush(volumeMl);
    addParcels(this.gone.displacedByContrast, displaced);
    addParcels(this.gone.tip, displaced);
  }

  private fillReservoir(content: { drug: string; concentrationMcgPerMl: number; volumeMl: number }): void {
    const pump = this.pumpInPlace();
    const { drug, concentrationMcgPerMl, volumeMl } = content;
    if (pump.reservoir !== null) addParcels(this.gone.withdrawnAtFills, [pump.reservoir]);
    pump.reservoir = { drug, concentrationMcgPerMl, volumeMl };
    addMass(this.gone.filled, drug, volumeMl * concentrationMcgPerMl);
  }

  private reprogram(
    { program }: PumpEventData['PumpReprogrammed'],
    at: number,
    utcOffsetMinutes: number,
  ): void {
    const pump = this.pumpInPlace();
    const concentrationMcgPerMl =
      program.concentrationMcgPerMl ?? pump.reservoir?.concentrationMcgPerMl ?? null;
    const { minimumRateMlPerDay } = this;
    pump.program = new ProgramClock(program, {
      at,
      utcOffsetMinutes,
      concentrationMcgPerMl,
      minimumRateMlPerDay,
    });
    pump.test = null;
  }

  private startTest(data: PumpEventData['BolusTestPerformed'], at: number): void {
    if (data.route !== 'pump') return;
    const { doseMcg, durationMinutes } = data;
    const pump = this.pumpInPlace();
    if (pump.program === null || doseMcg === undefined || durationMinutes === undefined) {
      throw new Error('a pump bolus needs a program, a dose and a duration');
    }
    const duration = durationMinutes * MINUTE_MS;
    pump.test = { end: at + duration, flow: pump.program.volumeOf(doseMcg) / duration };
  }

  private pumpInPlace(): Pump {
    if (this.pump === null) throw new Error('no pump is in place');
    return this.pump;
  }
}
