import { WEEKDAYS, type FlexBolus, type Program } from './pump-events.js';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A bolus on top of the basal flow, from `start` up to `end`, in mcg per millisecond. */
interface Bolus {
  readonly start: number;
  readonly end: number;
  readonly mcgPerMs: number;
}

export interface ProgramContext {
  /** The instant of programming. */
  readonly at: number;
  readonly utcOffsetMinutes: number;
  /** What the programmer was told; null where nobody knows. */
  readonly concentrationMcgPerMl: number | null;
  /** Of the pump's model; null where it is not known. */
  readonly minimumRateMlPerDay: number | null;
  /** The midnight in UTC, milliseconds since 1970, from which instants are counted; 0 where not given. */
  readonly midnight?: number;
}

/**
 * A program from its programming on: `startsWith` first, then the schedule, whose boluses are counted off one by one.
 * Knows nothing of stalls, tests or an empty reservoir: the clock goes on through all of them.
 */
export class ProgramClock {
  /** The instant at which the schedule begins, after any `startsWith`. */
  readonly begins: number;
  private readonly upcoming: Iterator<Bolus, undefined>;
  private bolus: Bolus | undefined;

  constructor(
    private readonly program: Program,
    private readonly context: ProgramContext,
  ) {
    this.begins = context.at + (program.startsWith?.durationMinutes ?? 0) * MINUTE_MS;
    this.upcoming = this.boluses();
    this.bolus = this.upcoming.next().value;
  }

  /** The next instant after `now` at which the flow may change. `now` never goes back. */
  nextEdge(now: number): number {
    if (now < this.begins) return this.begins;
    const bolus = this.bolusAfter(now);
    if (bolus === undefined) return Infinity;
    return now < bolus.start ? bolus.start : bolus.end;
  }

  /** mL per millisecond from `now` until the next edge; null where nobody knows it. */
  flowFrom(now: number, concentration = this.context.concentrationMcgPerMl): number | null {
    const { startsWith, mode } = this.program;
    if (startsWith !== undefined && now < this.begins)
      return startsWith.volumeMl / (startsWith.durationMinutes * MINUTE_MS);
    if (mode === 'stopped') return 0;
    if (mode === 'constant-flow') return this.program.flowMlPerDay / DAY_MS;
    if (mode === 'minimum-rate') {
      const { minimumRateMlPerDay } = this.context;
      return minimumRateMlPerDay === null ? null : minimumRateMlPerDay / DAY_MS;
    }
    const bolus = this.bolusAfter(now);
    const mcgPerMs = this.basalMcgPerMs() + (bolus !== undefined && bolus.start <= now ? bolus.mcgPerMs : 0);
    return concentration === null ? null : mcgPerMs / concentration;
  }

  private basalMcgPerMs(): number {
    const { program } = this;
    switch (program.mode) {
      case 'simple-continuous':
        return program.dailyDoseMcg / DAY_MS;
      case 'periodic-bolus':
      case 'flex':
        return program.basalDailyDoseMcg / DAY_MS;
      default:
        return 0;
    }
  }

  /** The bolus that runs at `now`, else the next one. */
  private bolusAfter(now: number): Bolus | undefined {
    while (this.bolus !== undefined && this.bolus.end <= now) this.bolus = this.upcoming.next().value;
    return this.bolus;
  }

  private *boluses(): Generator<Bolus, undefined> {
    const { program } = this;
    if (program.mode === 'periodic-bolus') {
      for (let count = 0; ; count++) {
        const start = this.begins + count * program.intervalMinutes * MINUTE_MS;
        yield bolusAt(start, program.bolusDoseMcg, program.bolusDurationMinutes);
      }
    }
    if (program.mode === 'flex' && program.boluses.length > 0) yield* this.flexBoluses(program.boluses);
    return undefined;
  }

  private *flexBoluses(boluses: readonly FlexBolus[]): Generator<Bolus, undefined> {
    const { midnight = 0, utcOffsetMinutes } = this.context;
    const offset = utcOffsetMinutes * MINUTE_MS;
    const inOrder = boluses.toSorted((a, b) => a.startTime.localeCompare(b.startTime));
    for (let day = Math.floor((this.begins + offset) / DAY_MS); ; day++) {
      const weekday = WEEKDAYS[new Date(midnight + day * DAY_MS).getUTCDay()] ?? 'sun';
      for (const { startTime, doseMcg, durationMinutes, weekdays = WEEKDAYS } of inOrder) {
        const start = day * DAY_MS + timeOfDay(startTime) - offset;
        if (start >= this.begins && weekdays.includes(weekday))
          yield bolusAt(start, doseMcg, durationMinutes);
      }
    }
  }
}

function bolusAt(start: number, doseMcg: number, durationMinutes: number): Bolus {
  const duration = durationMinutes * MINUTE_MS;
  return { start, end: start + duration, mcgPerMs: doseMcg / duration };
}

function timeOfDay(startTime: string): number {
  const [hours = 0, minutes = 0] = startTime.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
