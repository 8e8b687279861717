import type { ActingEvent } from '../../src/therapy/acting-event.js';
import { simulate } from './parcel-simulation.js';
import type { Program, PumpEventData, PumpEventType, SimulatedEvent, Solution } from './pump-events.js';

export interface History {
  /** In acting order, revisions in the order of recording from 1. */
  readonly events: ActingEvent[];
  readonly end: number;
}

const MINUTE_MS = 60_000;
const HALTS: readonly string[] = ['MotorStallDetected', 'PumpAlarmRaised', 'PumpInterrogated'];

/** Writes a history event by event and knows what is possible next. */
export class HistoryBuilder {
  pumpInPlace = false;
  catheterInPlace = false;
  /** Since this pump was implanted. */
  filled = false;
  programmed = false;
  stalled = false;
  content: Solution = { drug: 'baclofen', concentrationMcgPerMl: 2000 };
  /** The last that was recorded for this pump. */
  program: Program | undefined;
  /** Whether somebody knows the concentration that doses are reckoned with. */
  strengthKnown = false;
  capacityMl = 0;
  catheterMl = 0;
  /** When this pump came. */
  pumpSince = 0;
  /** A reading since the last program may have shown that nothing flows. */
  stoodStill = false;
  programmedAt = 0;
  /** When boluses of the patient were read last. */
  bolusesReadAt = 0;
  /** A `startsWith` or pump bolus runs until then. */
  private busyUntil = -Infinity;
  /** Of the drug that the pump is programmed by, in the reservoir. */
  private holding: number | undefined;
  private readonly events: ActingEvent[] = [];

  constructor(private at: number) {}

  get busy(): boolean {
    return this.at < this.busyUntil;
  }

  get now(): number {
    return this.at;
  }

  wait(milliseconds: number): this {
    this.at += milliseconds;
    return this;
  }

  /** What the reservoir holds now by all that was written, or by what was written besides stalls, alarms and readings. */
  computedMl(besidesHalts = false): number {
    const events = this.inActingOrder().filter(({ type }) => !besidesHalts || !HALTS.includes(type));
    return simulate(events, this.at, [], { minimumRateMlPerDay: 0.006 }).final.reservoirMl;
  }

  add<Type extends PumpEventType>(type: Type, data: PumpEventData[Type], utcOffsetMinutes = 0): this {
    const { at } = this;
    const revision = this.events.length + 1;
    const event = {
      id: `event-${revision}`,
      type,
      data,
      revision,
      at,
      earliest: at,
      latest: at,
      precision: 'instant',
      utcOffsetMinutes,
      recordedAt: at,
      sourceKind: 'manual',
      assertion: 'stated',
    };
    this.events.push(event as unknown as ActingEvent);
    this.note({ type, data } as Noted);
    return this;
  }

  endAfter(milliseconds: number): History {
    return { events: this.inActingOrder(), end: this.at + milliseconds };
  }

  /** Of one instant alarms and measured volumes act first. */
  private inActingOrder(): ActingEvent[] {
    return this.events.toSorted((a, b) => a.at - b.at || Number(actsFirst(b)) - Number(actsFirst(a)));
  }

  private note({ type, data }: Noted): void {
    switch (type) {
      case 'PumpImplanted':
        return this.newPump(data.reservoirCapacityMl);
      case 'PumpReplaced':
        return this.newPump(data.pump.reservoirCapacityMl);
      case 'TherapyTakenOver':
        this.newPump(data.pump.reservoirCapacityMl);
        this.catheterInPlace = true;
        this.catheterMl = data.catheter?.volumeMl ?? this.catheterMl;
        this.hold(data.reservoir);
        return this.run(data.program);
      case 'PumpExplanted':
        this.pumpInPlace = false;
        break;
      case 'CatheterImplanted':
        this.catheterInPlace = true;
        this.catheterMl = data.volumeMl;
        break;
      case 'CatheterReplaced':
        this.catheterMl = data.catheter.volumeMl;
        break;
      case 'CatheterRevised':
        this.catheterMl = data.catheter?.volumeMl ?? this.catheterMl;
        break;
      case 'ReservoirRefilled':
        return this.hold(data);
      case 'DrugSwitched':
        return this.hold(data.to);
      case 'ReservoirEmptied':
        this.holding = undefined;
        break;
      case 'PumpReprogrammed':
        return this.run(data.program);
      case 'BolusTestPerformed':
      case 'BolusGiven':
        if (data.route === 'pump') this.busyUntil = this.at + (data.durationMinutes ?? 0) * MINUTE_MS;
        break;
      case 'PumpInterrogated': {
        const { mode, stoppedSince, patientBoluses } = data.shows ?? {};
        if (mode === 'stopped' || stoppedSince !== undefined) this.stoodStill = true;
        if (patientBoluses) this.bolusesReadAt = this.at;
        break;
      }
      case 'MotorStallDetected':
      case 'MotorStallRecovered':
        this.stalled = type === 'MotorStallDetected';
        break;
      default:
    }
  }

  private newPump(reservoirCapacityMl: number): void {
    this.pumpInPlace = true;
    this.filled = this.programmed = this.stalled = this.strengthKnown = this.stoodStill = false;
    this.program = this.holding = undefined;
    this.capacityMl = reservoirCapacityMl;
    this.pumpSince = this.at;
    this.busyUntil = -Infinity;
  }

  private hold({ drug, concentrationMcgPerMl, with: further }: Solution): void {
    this.filled = true;
    this.content = {
      drug,
      ...(concentrationMcgPerMl === undefined ? {} : { concentrationMcgPerMl }),
      ...(further === undefined ? {} : { with: further }),
    };
    this.holding = concentrationMcgPerMl;
  }

  private run(program: Program): void {
    this.programmed = true;
    this.stoodStill = false;
    this.programmedAt = this.at;
    this.program = program;
    this.strengthKnown ||= (program.concentrationMcgPerMl ?? this.holding) !== undefined;
    this.busyUntil = this.at + (program.startsWith?.durationMinutes ?? 0) * MINUTE_MS;
  }
}

function actsFirst({ type, data }: SimulatedEvent): boolean {
  if (type === 'PumpAlarmRaised') return true;
  if (type === 'ReservoirVolumeChecked')
    return (data as PumpEventData['ReservoirVolumeChecked']).measuredVolumeMl !== undefined;
  return type === 'PumpInterrogated' && ((data as PumpEventData['PumpInterrogated']).alarms?.length ?? 0) > 0;
}

type Noted = {
  [Type in PumpEventType]: { readonly type: Type; readonly data: PumpEventData[Type] };
}[PumpEventType];
