import type { Program } from './pump-events.js';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A bolus on top of the basal flow, from `start` up to `end`, in mL per millisecond. */
interface Bolus {
  readonly start: number;
  readonly end: number;
  readonly flow: number;
}

export interface ProgramContext {
  /** The instant of programming. */
  readonly at: number;
  readonly utcOffsetMinutes: number;
  /** What the programmer was told; null only where nothing was ever filled. */
  readonly concentrationMcgPerMl: number | null;
  readonly minimumRateMlPerDay: number;
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

  /** Volume of a dose as the pump reckons it, from the programmed concentration. */
  volumeOf(doseMcg: number): number {
    const concentration = this.context.concentrationMcgPerMl;
    if (concentration === null) throw new Error('a dose was programmed but no concentration is known');
    return doseMcg / concentration;
  }

  /** The next instant after `now` at which the flow may change. `now` never goes back. */
  nextEdge(now: number): number {
    if (now < this.begins) return this.begins;
    const bolus = this.bolusAfter(now);
    if (bolus === undefined) return Infinity;
    return now < bolus.start ? bolus.start : bolus.end;
  }

  /** mL per millisecond from `now` until the next edge. */
  flowFrom(now: number): number {
    const { startsWith } = this.program;
    if (startsWith !== undefined && now < this.begins) {
      return startsWith.volumeMl / (startsWith.durationMinutes * MINUTE_MS);
    }
    const bolus = this.bolusAfter(now);
    return this.basalFlow() + (bolus !== undefined && bolus.start <= now ? bolus.flow : 0);
  }

  private basalFlow(): number {
    const { program } = this;
    switch (program.mode) {
      case 'stopped':
        return 0;
      case 'minimum-rate':
        return this.context.minimumRateMlPerDay / DAY_MS;
      case 'simple-continuous':
        return this.volumeOf(program.dailyDoseMcg) / DAY_MS;
      default:
        return this.volumeOf(program.basalDailyDoseMcg) / DAY_MS;
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
        yield this.bolusAt(start, program.bolusDoseMcg, program.bolusDurationMinutes);
      }
    }
    if (program.mode === 'flex' && program.boluses.length > 0) {
      const offset = this.context.utcOffsetMinutes * MINUTE_MS;
      const inOrder = program.boluses.toSorted((a, b) => a.startTime.localeCompare(b.startTime));
      for (let day = Math.floor((this.begins + offset) / DAY_MS); ; day++) {
        for (const { startTime, doseMcg, durationMinutes } of inOrder) {
          const start = day * DAY_MS + timeOfDay(startTime) - offset;
          if (start >= this.begins) yield this.bolusAt(start, doseMcg, durationMinutes);
        }
      }
    }
    return undefined;
  }

  private bolusAt(start: number, doseMcg: number, durationMinutes: number): Bolus {
    const duration = durationMinutes * MINUTE_MS;
    return { start, end: start + duration, flow: this.volumeOf(doseMcg) / duration };
  }
}

function timeOfDay(startTime: string): number {
  const [hours = 0, minutes = 0] = startTime.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
