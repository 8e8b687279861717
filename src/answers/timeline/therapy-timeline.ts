import type { ZeroCause } from '../../compliance/dose/zero-cause.js';
import type { Instant, OccurredAt } from '../../therapy/envelope.js';
import type { Strength } from '../../infusion/fluid.js';
import type { Program } from '../../infusion/program.js';

/** A stretch of time, ms since 1970. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** A dose that does not change between two instants; null where nobody can tell. */
export interface DoseLevel {
  readonly start: Instant;
  readonly end: Instant;
  readonly mcgPerDay: number | null;
}

export interface SiteDoses {
  /** The daily dose by the audit's measure. */
  readonly daily: readonly DoseLevel[];
  /**
   * `[instant, mcg since the window's start]`, linear between two points if `exact`; two points with one instant are a
   * jump. Ends early, or is empty, where what left the site cannot be told.
   */
  readonly cumulative: readonly (readonly [Instant, number])[];
  /** Every breakpoint is in `cumulative`. */
  readonly exact: boolean;
  /** Why `cumulative` does not reach the window's end. */
  readonly missing?: string;
  /** What flows at each instant; absent where the window is too long to tell it. Jumps are not in it. */
  readonly rate?: readonly DoseLevel[];
}

export interface DrugLine {
  readonly drug: string;
  readonly reservoir: SiteDoses;
  readonly tip: SiteDoses;
}

/** An event and when it happened: the instant at which it acts, and the interval in which it can have happened. */
export interface Dated {
  readonly eventId: string;
  readonly revision: number;
  readonly at: Instant;
  readonly earliest: Instant;
  readonly latest: Instant;
  readonly precision: OccurredAt['precision'];
}

export interface FillMark extends Dated {
  /** By its known name; `drug-free` where it holds none. */
  readonly drug: string;
  /** Where it was written otherwise. */
  readonly recordedAs?: string;
  readonly concentrationMcgPerMl: number | null;
  readonly with?: readonly Strength[];
  readonly filledMl: number;
  /** Until when the pump warned at `alarmMl`: the next fill, the explant, or `asOf`. */
  readonly until: Instant;
  readonly alarmMl: number;
  /** When the level fell to `alarmMl`, or below what the pump can draw; null where it did not by `until`. */
  readonly lowAt: Instant | null;
}

/** What was drawn out of the reservoir, against what should have been there. */
interface MeasuredMark extends Dated {
  readonly measuredMl: number;
  readonly expectedMl: number;
}

export interface ReservoirLine {
  /** Of the pumps of the window, the largest; null where there was none. */
  readonly capacityMl: number | null;
  /** `[instant, mL]`; two points with one instant are a fill; null where there is no pump or no fill. */
  readonly level: readonly (readonly [Instant, number | null])[];
  readonly fills: readonly FillMark[];
  readonly measured: readonly MeasuredMark[];
}

/** What the pump does, or why it does nothing. */
export type ModeKind =
  | Program['mode']
  | 'priming'
  | 'bridge'
  | 'single'
  | 'pump-bolus'
  | 'no-pump'
  | 'no-program'
  | 'motor-stall'
  | 'reservoir-empty'
  | 'reservoir-emptied'
  | 'end-of-service'
  | 'therapy-ended';

export interface ModeStretch {
  readonly start: Instant;
  readonly end: Instant;
  readonly kind: ModeKind;
  readonly words: string;
  /** By the programmer; null where nothing is programmed or what runs is no program. */
  readonly programmedMcgPerDay: number | null;
  readonly eventId: string | null;
}

/** Grades are ordinal strings, never numbers. */
export interface Score extends Dated {
  readonly scale: string;
  readonly low: string;
  readonly high: string;
  readonly when: 'assessed' | 'before-bolus' | 'after-bolus';
}

/** What kind of thing happened, by which it is drawn. */
export type PinKind =
  | 'implant'
  | 'explant'
  | 'end'
  | 'catheter'
  | 'refill'
  | 'emptied'
  | 'drug-switch'
  | 'program'
  | 'bolus-test'
  | 'bolus-given'
  | 'study'
  | 'check'
  | 'outcome'
  | 'alarm'
  | 'stall'
  | 'mri'
  | 'adverse-event'
  | 'oral'
  | 'diagnosis'
  | 'plan';

export interface Pin extends Dated {
  readonly type: string;
  readonly kind: PinKind;
  readonly words: string;
  /** What somebody wrote beside it; null where it was, and cannot be read any more. */
  readonly note?: string | null;
  /** It is there, and whoever asks may not see it. */
  readonly withheld?: true;
}

export interface CessationMark {
  readonly id: string;
  /** As in the reports: from 1, in order of the audit. */
  readonly number: number;
  readonly drug: string;
  readonly site: 'reservoir' | 'tip';
  readonly certainty: 'certain' | 'possible';
  readonly cause: ZeroCause;
  readonly startedAt: Instant;
  readonly reachedZeroAt: Instant;
  /** Null while nothing is delivered. */
  readonly resumedAt: Instant | null;
  readonly verdict: 'tapered' | 'abrupt' | 'undetermined';
  readonly conformance: 'pass' | 'fail' | 'undetermined';
  readonly tip: {
    readonly reachedZeroAt: Instant | null;
    readonly verdict: 'tapered' | 'abrupt' | 'undetermined';
  };
  readonly declared: boolean;
  /** Ids of the findings that the verdicts may not stand without. */
  readonly reservations: readonly string[];
}

export interface PlannedHoliday extends Dated {
  readonly drug: string;
  /** Each at any instant of a span, as exactly as it was planned. */
  readonly steps: readonly {
    readonly earliest: Instant;
    readonly latest: Instant;
    readonly mcgPerDay: number;
  }[];
}

/**
 * A time in which the dose at the tip may have been another than is drawn: a study found a fault of the catheter, or
 * a volume was drawn or injected that nobody recorded.
 */
export interface Unverified extends Span {
  readonly why: 'catheter-fault' | 'volume-not-recorded';
}

/** A therapy over a window of time, to be drawn: plain data, instants in ms since 1970, in order. */
export interface TherapyTimeline {
  readonly therapyId: string;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** `id@version`. */
  readonly policy: string;
  /** From the first event that acts to `asOf`. */
  readonly whole: Span;
  readonly window: Span;
  /** From here on nothing about the pump is recorded: what is drawn is a projection. Null where nothing is. */
  readonly projectedFrom: Instant | null;
  readonly drugs: readonly DrugLine[];
  readonly reservoir: ReservoirLine;
  readonly modes: readonly ModeStretch[];
  readonly scores: readonly Score[];
  readonly pins: readonly Pin[];
  readonly cessations: readonly CessationMark[];
  readonly planned: readonly PlannedHoliday[];
  readonly unverified: readonly Unverified[];
}
