import type { ActingEvent } from '../../src/therapy/acting-event.js';
import type { PumpEventData, PumpEventType, Solution } from './pump-events.js';

export interface History {
  /** In acting order, revisions from 1. */
  readonly events: ActingEvent[];
  readonly end: number;
}

const MINUTE_MS = 60_000;

/** Writes a history event by event and knows what is possible next. */
export class HistoryBuilder {
  pumpInPlace = false;
  catheterInPlace = false;
  /** Since this pump was implanted. */
  filled = false;
  programmed = false;
  stalled = false;
  content: Solution = { drug: 'baclofen', concentrationMcgPerMl: 2000 };
  /** A `startsWith` or pump bolus runs until then. */
  private busyUntil = -Infinity;
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
    return { events: this.events, end: this.at + milliseconds };
  }

  private note({ type, data }: Noted): void {
    switch (type) {
      case 'PumpImplanted':
        this.pumpInPlace = true;
        this.filled = this.programmed = this.stalled = false;
        this.busyUntil = -Infinity;
        break;
      case 'PumpExplanted':
        this.pumpInPlace = false;
        break;
      case 'CatheterImplanted':
      case 'CatheterReplaced':
        this.catheterInPlace = true;
        break;
      case 'ReservoirRefilled':
        this.filled = true;
        this.content = { drug: data.drug, concentrationMcgPerMl: data.concentrationMcgPerMl };
        break;
      case 'DrugSwitched':
        this.filled = true;
        this.content = { ...data.to };
        break;
      case 'PumpReprogrammed':
        this.programmed = true;
        this.busyUntil = this.at + (data.program.startsWith?.durationMinutes ?? 0) * MINUTE_MS;
        break;
      case 'BolusTestPerformed':
        if (data.route === 'pump') this.busyUntil = this.at + (data.durationMinutes ?? 0) * MINUTE_MS;
        break;
      case 'MotorStallDetected':
      case 'MotorStallRecovered':
        this.stalled = type === 'MotorStallDetected';
        break;
      default:
    }
  }
}

type Noted = {
  [Type in PumpEventType]: { readonly type: Type; readonly data: PumpEventData[Type] };
}[PumpEventType];
