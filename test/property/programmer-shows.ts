import type { Program, PumpEventData, SimulatedEvent, Solution } from './pump-events.js';
import { MINUTE_MS, ProgramClock } from './program-clock.js';

/** What the programmer shows, walked bolus by bolus: it knows of no stall, and of no reservoir that ran dry. */
export class ProgrammerShows {
  /** The instants at which something changes, in order. */
  readonly instants: number[] = [];
  /** When a `startsWith` runs. */
  readonly startsWith: { from: number; to: number }[] = [];
  private readonly pieces: {
    at: number;
    drug: string;
    mcgPerMs: number;
    before: ReadonlyMap<string, number>;
  }[] = [];
  private readonly sum = new Map<string, number>();
  private fill: Solution | undefined;
  private clock: ProgramClock | undefined;
  private told = 0;
  private test = { until: -Infinity, flow: 0 };

  constructor(
    events: readonly SimulatedEvent[],
    end: number,
    private readonly minimumRateMlPerDay: number,
  ) {
    events.forEach((event, index) => {
      this.apply(event);
      this.walk(event.at, events[index + 1]?.at ?? end);
    });
  }

  /** The dose of a drug shown between two instants, mcg. */
  dose(drug: string, from: number, to: number): number {
    return this.until(drug, to) - this.until(drug, from);
  }

  private until(drug: string, at: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pieces[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    const piece = this.pieces[low - 1];
    if (!piece) return 0;
    const here = piece.drug === drug ? (at - piece.at) * piece.mcgPerMs : 0;
    return (piece.before.get(drug) ?? 0) + here;
  }

  private walk(from: number, to: number): void {
    let now = from;
    while (now < to) {
      const testing = now < this.test.until;
      const edge = testing ? this.test.until : (this.clock?.nextEdge(now) ?? Infinity);
      const next = Math.min(edge, to);
      const flow = testing ? this.test.flow : (this.clock?.flowFrom(now) ?? 0);
      const drug = this.fill?.drug ?? '';
      this.instants.push(now);
      this.pieces.push({ at: now, drug, mcgPerMs: flow * this.told, before: new Map(this.sum) });
      this.sum.set(drug, (this.sum.get(drug) ?? 0) + flow * this.told * (next - now));
      now = next;
    }
  }

  private endStartsWith(at: number): void {
    const last = this.startsWith.at(-1);
    if (last && last.to > at) last.to = at;
  }

  private apply({ type, data, at, utcOffsetMinutes }: SimulatedEvent): void {
    switch (type) {
      case 'PumpImplanted':
      case 'PumpExplanted':
        this.endStartsWith(at);
        this.fill = undefined;
        this.clock = undefined;
        this.test = { until: -Infinity, flow: 0 };
        break;
      case 'ReservoirRefilled':
        this.fill = data as PumpEventData['ReservoirRefilled'];
        break;
      case 'DrugSwitched':
        this.fill = (data as PumpEventData['DrugSwitched']).to;
        break;
      case 'PumpReprogrammed':
        this.program((data as PumpEventData['PumpReprogrammed']).program, at, utcOffsetMinutes);
        break;
      case 'BolusTestPerformed': {
        const { route, doseMcg = 0, durationMinutes = 0 } = data as PumpEventData['BolusTestPerformed'];
        if (route !== 'pump') break;
        const duration = durationMinutes * MINUTE_MS;
        this.test = { until: at + duration, flow: doseMcg / this.told / duration };
        break;
      }
      default:
    }
  }

  private program(program: Program, at: number, utcOffsetMinutes: number): void {
    this.endStartsWith(at);
    const concentrationMcgPerMl = program.concentrationMcgPerMl ?? this.fill?.concentrationMcgPerMl ?? null;
    this.told = concentrationMcgPerMl ?? 0;
    const { minimumRateMlPerDay } = this;
    this.clock = new ProgramClock(program, {
      at,
      utcOffsetMinutes,
      concentrationMcgPerMl,
      minimumRateMlPerDay,
    });
    this.test = { until: -Infinity, flow: 0 };
    if (program.startsWith) this.startsWith.push({ from: at, to: this.clock.begins });
  }
}
