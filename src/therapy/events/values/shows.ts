import { LIMITS, MAX_ITEMS } from '../fields/limits.js';
import { Nested, NestedArray, Optional } from '../fields/nested.js';
import {
  BolusDoseMcg,
  ConcentrationMcgPerMl,
  DurationMinutes,
  PlannedDailyDoseMcg,
  ResidualVolumeMl,
  WholeNumber,
} from '../fields/numbers.js';
import { Choice, DrugName, InstantList, InstantText, Name200 } from '../fields/texts.js';
import { PROGRAM_CLASSES, type Program } from './program.js';
import { AtMostCount, NoneBeforeSince, NotBeforeFrom } from './shows-rules.js';

const SHOWN_MODES = [...(Object.keys(PROGRAM_CLASSES) as Program['mode'][]), 'motor-stalled'] as const;

/** A stall in the pump's log. */
export class ShownStall {
  /** RFC 3339, not after the reading. */
  @InstantText()
  readonly from: string;

  /** RFC 3339, not before `from`; left out where it stands still. */
  @Optional()
  @NotBeforeFrom()
  @InstantText()
  readonly to?: string;
}

/** The boluses that the patient asked for and was given. */
export class ShownPatientBoluses {
  /** Since when they are counted; RFC 3339, not after the reading. */
  @InstantText()
  readonly since: string;

  /** How many were given; 0 to 10,000 (contract). */
  @WholeNumber(LIMITS.bolusCount)
  readonly count: number;

  /** Each, mcg; at least 0.001 and at most 100,000 (contract). */
  @BolusDoseMcg()
  readonly doseMcg: number;

  /** Minutes; at least a second and at most 43,200 (contract: 30 days). */
  @DurationMinutes()
  readonly durationMinutes: number;

  /** When those began whose instants are known: at most `count`, from `since` on. */
  @Optional()
  @AtMostCount()
  @NoneBeforeSince()
  @InstantList(LIMITS.bolusCount.max)
  readonly at?: readonly string[];
}

/** What the programmer showed, in the words of this record: compared with the program in force, and acted on. */
export class Shows {
  /** A program's mode, or `motor-stalled`. */
  @Optional()
  @Choice(SHOWN_MODES)
  readonly mode?: (typeof SHOWN_MODES)[number];

  /** mcg/day; 0, or 0.001 to 1,000,000 (contract). */
  @Optional()
  @PlannedDailyDoseMcg()
  readonly dailyDoseMcg?: number;

  /** Lower case, such as `baclofen`. */
  @Optional()
  @DrugName()
  readonly drug?: string;

  /** mcg/mL; at least 1 and at most 100,000 (contract). */
  @Optional()
  @ConcentrationMcgPerMl()
  readonly concentrationMcgPerMl?: number;

  /** By the pump's own arithmetic, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly reservoirVolumeMl?: number;

  /** Since when nothing flows; RFC 3339, not after the reading. */
  @Optional()
  @InstantText()
  readonly stoppedSince?: string;

  /** The stalls in its log. */
  @Optional()
  @NestedArray(ShownStall, MAX_ITEMS)
  readonly motorStalls?: readonly ShownStall[];

  /** The boluses that the patient was given. */
  @Optional()
  @Nested(ShownPatientBoluses)
  readonly patientBoluses?: ShownPatientBoluses;

  /** 1-200 characters. */
  @Optional()
  @Name200()
  readonly softwareVersion?: string;
}
