import { LIMITS, MAX_WEEKLY_BOLUSES } from '../fields/limits.js';
import { Nested, NestedArray, Optional } from '../fields/nested.js';
import {
  BasalDailyDoseMcg,
  BolusDoseMcg,
  ConcentrationMcgPerMl,
  DailyDoseMcg,
  DurationMinutes,
  FlowMlPerDay,
  WholeNumber,
} from '../fields/numbers.js';
import { Choice, ChoiceList, ClockTime } from '../fields/texts.js';
import {
  EndsBeforeNext,
  FlexTotalWithinLimit,
  MostOfADay,
  NoOverlap,
  NotEmptyButForPatientBolus,
  PeriodicTotalWithinLimit,
} from './program-rules.js';
import { StartsWith } from './starts-with.js';
import { WEEKDAYS, type Weekday } from '../../week.js';
import { SomeDays } from './weekdays.js';

/** What every program may say besides its mode. */
export abstract class AnyProgram {
  /** Moved first; the program begins when it ends. */
  @Optional()
  @Nested(StartsWith)
  readonly startsWith?: StartsWith;

  /**
   * What the programmer was told, mcg/mL; at least 1 and at most 100,000 (contract). Left out, it is what the reservoir
   * holds at that instant. It stays until the next program, whatever is filled in.
   */
  @Optional()
  @ConcentrationMcgPerMl()
  readonly concentrationMcgPerMl?: number;
}

/** What the patient may ask for beside the program. */
export class PatientBolus {
  /** Each, mcg; at least 0.001 and at most 100,000 (contract). */
  @BolusDoseMcg()
  readonly doseMcg: number;

  /** Minutes; at least a second and at most 43,200 (contract: 30 days). */
  @DurationMinutes()
  readonly durationMinutes: number;

  /** Before the next one can be asked for, minutes; at least a second and at most 43,200 (contract: 30 days). */
  @DurationMinutes()
  readonly lockoutMinutes: number;

  /** 1 to 1,440 (proposal: one a minute). */
  @WholeNumber(LIMITS.maxPerDay)
  readonly maxPerDay: number;
}

/** What every program may say that moves something of its own. */
export abstract class RunningProgram extends AnyProgram {
  /** What the patient may ask for on top; what was given is read by an interrogation. */
  @Optional()
  @Nested(PatientBolus)
  readonly patientBolus?: PatientBolus;
}

/** A constant rate. */
export class SimpleContinuousProgram extends RunningProgram {
  @Choice(['simple-continuous'])
  readonly mode: 'simple-continuous';

  /** mcg/day; at least 0.001 and at most 1,000,000 (contract). */
  @DailyDoseMcg()
  readonly dailyDoseMcg: number;
}

/** The same bolus again and again, the first when the program begins, over a basal rate. */
export class PeriodicBolusProgram extends RunningProgram {
  @Choice(['periodic-bolus'])
  readonly mode: 'periodic-bolus';

  /** Each bolus, mcg; at least 0.001 and at most 100,000 (contract). */
  @PeriodicTotalWithinLimit()
  @BolusDoseMcg()
  readonly bolusDoseMcg: number;

  /** From the begin of a bolus to that of the next, minutes; at least a second and at most 43,200 (contract: 30 days). */
  @DurationMinutes()
  readonly intervalMinutes: number;

  /** Minutes; at least a second and at most `intervalMinutes` (contract: boluses of one program do not overlap). */
  @EndsBeforeNext()
  @DurationMinutes()
  readonly bolusDurationMinutes: number;

  /** What runs throughout, below the boluses, mcg/day; 0, or 0.001 to 1,000,000 (contract). */
  @BasalDailyDoseMcg()
  readonly basalDailyDoseMcg: number;
}

/** A bolus that a flex program gives every day, or on some days of the week. */
export class FlexBolus {
  /** By the pump's clock, HH:MM; the UTC offset is that of the event's `occurredAt`. */
  @ClockTime()
  readonly startTime: string;

  /** mcg; at least 0.001 and at most 100,000 (contract). */
  @BolusDoseMcg()
  readonly doseMcg: number;

  /** Minutes, also past midnight; at least a second and at most 43,200 (contract: 30 days). */
  @DurationMinutes()
  readonly durationMinutes: number;

  /** The days, by the pump's clock, on which it begins; left out, every day. */
  @Optional()
  @SomeDays()
  @ChoiceList(WEEKDAYS, WEEKDAYS.length)
  readonly weekdays?: readonly Weekday[];
}

/** Boluses at times of the day over a basal rate. */
export class FlexProgram extends RunningProgram {
  @Choice(['flex'])
  readonly mode: 'flex';

  /**
   * What runs throughout, below the boluses, mcg/day; 0, or 0.001 to 1,000,000 (contract). The day's total
   * adds the boluses.
   */
  @BasalDailyDoseMcg()
  readonly basalDailyDoseMcg: number;

  /**
   * At most 13 that can fall on one day (contract; the maker's limit), none of which overlap. None at all only where the
   * patient may ask for boluses.
   */
  @NotEmptyButForPatientBolus()
  @MostOfADay()
  @FlexTotalWithinLimit()
  @NoOverlap()
  @NestedArray(FlexBolus, MAX_WEEKLY_BOLUSES)
  readonly boluses: readonly FlexBolus[];
}

/** An even flow, whatever the reservoir holds: pumps without a rate control. */
export class ConstantFlowProgram extends RunningProgram {
  @Choice(['constant-flow'])
  readonly mode: 'constant-flow';

  /** mL/day; at least 1e-6 and at most 100 (contract). */
  @FlowMlPerDay()
  readonly flowMlPerDay: number;
}

/** The least that the pump can move, by its model. */
export class MinimumRateProgram extends AnyProgram {
  @Choice(['minimum-rate'])
  readonly mode: 'minimum-rate';
}

/** No flow. */
export class StoppedProgram extends AnyProgram {
  @Choice(['stopped'])
  readonly mode: 'stopped';
}

export type Program =
  | SimpleContinuousProgram
  | PeriodicBolusProgram
  | FlexProgram
  | ConstantFlowProgram
  | MinimumRateProgram
  | StoppedProgram;

export const PROGRAM_CLASSES = {
  'simple-continuous': SimpleContinuousProgram,
  'periodic-bolus': PeriodicBolusProgram,
  flex: FlexProgram,
  'constant-flow': ConstantFlowProgram,
  'minimum-rate': MinimumRateProgram,
  stopped: StoppedProgram,
} as const;
