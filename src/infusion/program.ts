import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventData } from '../therapy/events/index.js';
import type { PatientBolus } from '../therapy/events/values/program.js';
import { WEEKDAYS, daysNamed } from '../therapy/week.js';
import { DAY_MS, MINUTE_MS, REST, type RecurringBolus, type Schedule, dailyMl, steady } from './schedule.js';

export type Program = EventData<'PumpReprogrammed'>['program'];
const MINUTES_A_DAY = 1440;
const DAYS_A_WEEK = WEEKDAYS.length;
/** Instants are whole ms: boluses that come more often, as old records may have them, are an even flow. */
const SHORTEST_PERIOD_MS = 1;
type StartsWith = NonNullable<Program['startsWith']>;

/** A program as the pump runs it. */
export interface ProgramInForce {
  readonly eventId: EventId;
  readonly program: Program;
  /** The mode that the programmer shows; of a program that was read, the one that it showed. */
  readonly mode: Program['mode'];
  /** What its schedule was made of. */
  readonly programming: Programming;
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
  /** True where nobody knows what it moves, which is computed as no flow: the model's minimum rate or the strength. */
  readonly flowUnknown: boolean;
  /** The pump was read to stand still; what the patient asks for then does not flow either. */
  readonly standsStill?: true | undefined;
  /** What the patient may ask for on top. */
  readonly patientBolus?: PatientBolus | undefined;
  /** Of a memory reset: the program that was lost. */
  readonly lost?: ProgramInForce | undefined;
}

export interface Programming {
  readonly eventId: EventId;
  readonly program: Program;
  readonly at: Instant;
  readonly utcOffsetMinutes: number;
  /** The strength that counts where the program says none: what the reservoir holds, else that of the program before. */
  readonly defaultMcgPerMl: number | undefined;
  readonly minimumRateMlPerDay: number | undefined;
}

/** What the pump does from an instant on when it is given a program. */
export function programInForce(programming: Programming): ProgramInForce {
  const { program, at, eventId } = programming;
  const concentrationMcgPerMl = program.concentrationMcgPerMl ?? programming.defaultMcgPerMl;
  const startsWith = program.startsWith && {
    kind: program.startsWith.kind,
    volumeMl: program.startsWith.volumeMl,
    until: at + program.startsWith.durationMinutes * MINUTE_MS,
    schedule: steady(at, program.startsWith.volumeMl / (program.startsWith.durationMinutes * MINUTE_MS)),
  };
  return {
    eventId,
    program,
    mode: program.mode,
    programming,
    programmedAt: at,
    concentrationMcgPerMl,
    schedule: scheduleOf(programming, startsWith ? startsWith.until : at, concentrationMcgPerMl),
    startsWith,
    flowUnknown: isFlowUnknown(programming, concentrationMcgPerMl),
    patientBolus: 'patientBolus' in program ? program.patientBolus : undefined,
  };
}

function isFlowUnknown(
  { program, minimumRateMlPerDay }: Programming,
  concentration: number | undefined,
): boolean {
  switch (program.mode) {
    case 'stopped':
    case 'constant-flow':
      return false;
    case 'minimum-rate':
      return minimumRateMlPerDay === undefined;
    case 'simple-continuous':
    case 'periodic-bolus':
    case 'flex':
      return concentration === undefined;
    default:
      return program satisfies never;
  }
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
      return program.boluses.reduce(
        (sum, { doseMcg, weekdays }) => sum + (doseMcg * daysNamed(weekdays).length) / DAYS_A_WEEK,
        program.basalDailyDoseMcg,
      );
    case 'constant-flow':
      return program.flowMlPerDay * (concentrationMcgPerMl ?? 0);
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
    case 'constant-flow':
      return steady(begin, program.flowMlPerDay / DAY_MS);
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
    case 'flex':
      return {
        begin,
        basalMlPerMs: basal(program.basalDailyDoseMcg),
        boluses: flexBoluses(program.boluses, begin, programming.utcOffsetMinutes, volume),
      };
    default:
      return program satisfies never;
  }
}

/** Daily ones; all as weekly ones where any is not of each day. */
function flexBoluses(
  boluses: Extract<Program, { mode: 'flex' }>['boluses'],
  begin: Instant,
  utcOffsetMinutes: number,
  volumeOf: (doseMcg: number) => number,
): RecurringBolus[] {
  const offset = utcOffsetMinutes * MINUTE_MS;
  const day = Math.floor((begin + offset) / DAY_MS);
  const isWeekly = boluses.some(({ weekdays }) => weekdays !== undefined);
  const periodMs = isWeekly ? DAYS_A_WEEK * DAY_MS : DAY_MS;
  return boluses.flatMap(({ startTime, doseMcg, durationMinutes, weekdays }) =>
    (isWeekly ? daysNamed(weekdays) : [weekdayOf(day)]).map((weekday) => {
      const ahead = (weekday - weekdayOf(day) + DAYS_A_WEEK) % DAYS_A_WEEK;
      const due = (day + ahead) * DAY_MS - offset + clockMinutes(startTime) * MINUTE_MS;
      return {
        first: due < begin ? due + periodMs : due,
        periodMs,
        durationMs: durationMinutes * MINUTE_MS,
        volumeMl: volumeOf(doseMcg),
      };
    }),
  );
}

/** The number of a day since 1970, a Thursday, in the week; 0 for Monday. */
const weekdayOf = (day: number): number => (((day + 3) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;

const clockMinutes = (startTime: string): number =>
  Number(startTime.slice(0, 2)) * 60 + Number(startTime.slice(3, 5));
