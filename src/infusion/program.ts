import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventData } from '../therapy/events/index.js';
import { DAY_MS, MINUTE_MS, REST, type Schedule, dailyMl, steady } from './schedule.js';

export type Program = EventData<'PumpReprogrammed'>['program'];
const MINUTES_A_DAY = 1440;
/** Instants are whole ms: boluses that come more often, as old records may have them, are an even flow. */
const SHORTEST_PERIOD_MS = 1;
type StartsWith = NonNullable<Program['startsWith']>;

/** A program as the pump runs it. */
export interface ProgramInForce {
  readonly eventId: EventId;
  readonly program: Program;
  readonly programmedAt: Instant;
  /** What the programmer was told, mcg/mL; undefined where nothing was told and the reservoir was empty. */
  readonly concentrationMcgPerMl: number | undefined;
  readonly schedule: Schedule;
  readonly startsWith?: {
    readonly kind: StartsWith['kind'];
    readonly volumeMl: number;
    readonly until: Instant;
    readonly schedule: Schedule;
  };
  /** True where the program is `minimum-rate` and the pump model's minimum flow is not known: taken as no flow. */
  readonly flowUnknown: boolean;
}

export interface Programming {
  readonly eventId: EventId;
  readonly program: Program;
  readonly at: Instant;
  readonly utcOffsetMinutes: number;
  /** What the reservoir holds at the instant of programming, mcg/mL. */
  readonly reservoirMcgPerMl: number | undefined;
  readonly minimumRateMlPerDay: number | undefined;
}

/** What the pump does from an instant on when it is given a program. */
export function programInForce(programming: Programming): ProgramInForce {
  const { program, at, eventId } = programming;
  const concentrationMcgPerMl = program.concentrationMcgPerMl ?? programming.reservoirMcgPerMl;
  const startsWith = program.startsWith && {
    kind: program.startsWith.kind,
    volumeMl: program.startsWith.volumeMl,
    until: at + program.startsWith.durationMinutes * MINUTE_MS,
    schedule: steady(at, program.startsWith.volumeMl / (program.startsWith.durationMinutes * MINUTE_MS)),
  };
  return {
    eventId,
    program,
    programmedAt: at,
    concentrationMcgPerMl,
    schedule: scheduleOf(programming, startsWith ? startsWith.until : at, concentrationMcgPerMl),
    startsWith,
    flowUnknown: program.mode === 'minimum-rate' && programming.minimumRateMlPerDay === undefined,
  };
}

/** The day's mean dose that the programmer shows, mcg/day: for a dose that was programmed, just that. */
export function programmedDailyMcg({ program, schedule, concentrationMcgPerMl }: ProgramInForce): number {
  switch (program.mode) {
    case 'stopped':
      return 0;
    case 'simple-continuous':
      return program.dailyDoseMcg;
    case 'periodic-bolus':
      return periodicDailyMcg(program);
    case 'flex':
      return program.boluses.reduce((sum, bolus) => sum + bolus.doseMcg, program.basalDailyDoseMcg);
    case 'minimum-rate':
      return dailyMl(schedule) * (concentrationMcgPerMl ?? 0);
    default:
      return program satisfies never;
  }
}

const periodicDailyMcg = (program: Extract<Program, { mode: 'periodic-bolus' }>): number =>
  program.basalDailyDoseMcg + (program.bolusDoseMcg * MINUTES_A_DAY) / program.intervalMinutes;

function scheduleOf(programming: Programming, begin: Instant, concentration: number | undefined): Schedule {
  const { program, minimumRateMlPerDay = 0 } = programming;
  const basal = (mcgPerDay: number) => mcgPerDay / (concentration ?? Number.POSITIVE_INFINITY) / DAY_MS;
  const volume = (doseMcg: number) => doseMcg / (concentration ?? Number.POSITIVE_INFINITY);
  switch (program.mode) {
    case 'stopped':
      return REST;
    case 'minimum-rate':
      return steady(begin, minimumRateMlPerDay / DAY_MS);
    case 'simple-continuous':
      return steady(begin, basal(program.dailyDoseMcg));
    case 'periodic-bolus': {
      const periodMs = program.intervalMinutes * MINUTE_MS;
      if (periodMs < SHORTEST_PERIOD_MS) return steady(begin, basal(periodicDailyMcg(program)));
      return {
        begin,
        basalMlPerMs: basal(program.basalDailyDoseMcg),
        boluses: [
          {
            first: begin,
            periodMs,
            durationMs: program.bolusDurationMinutes * MINUTE_MS,
            volumeMl: volume(program.bolusDoseMcg),
          },
        ],
      };
    }
    case 'flex': {
      const offset = programming.utcOffsetMinutes * MINUTE_MS;
      const midnight = Math.floor((begin + offset) / DAY_MS) * DAY_MS - offset;
      return {
        begin,
        basalMlPerMs: basal(program.basalDailyDoseMcg),
        boluses: program.boluses.map((bolus) => {
          const due = midnight + clockMinutes(bolus.startTime) * MINUTE_MS;
          return {
            first: due < begin ? due + DAY_MS : due,
            periodMs: DAY_MS,
            durationMs: bolus.durationMinutes * MINUTE_MS,
            volumeMl: volume(bolus.doseMcg),
          };
        }),
      };
    }
    default:
      return program satisfies never;
  }
}

const clockMinutes = (startTime: string): number =>
  Number(startTime.slice(0, 2)) * 60 + Number(startTime.slice(3, 5));
