import type { Site } from '../../infusion/dose.js';
import { type Fluid, concentrationOf, holds } from '../../infusion/fluid.js';
import { type ProgramInForce, programmedDailyMcg } from '../../infusion/program.js';
import { DAY_MS, HOUR_MS, dailyMl } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type PatientDose, mayBeAskedFor } from './patient-doses.js';
import type { Recorded } from './recorded.js';
import type { ZeroCause } from './zero-cause.js';

/** A daily dose and what is behind it. */
export interface Value {
  readonly mcgPerDay: number;
  readonly held?: boolean;
  readonly zeroCause?: ZeroCause;
  readonly eventId?: EventId | undefined;
}

/** A part of a segment with one fluid at the site, in which what the patient asks for counts as one dose. */
export interface Piece {
  readonly segment: Segment;
  readonly start: Instant;
  readonly end: Instant;
  /** What leaves the tip; undefined where no catheter is there. */
  readonly fluid: Fluid | undefined;
  readonly asked: PatientDose;
}

export interface Question {
  readonly drug: string;
  readonly site: Site;
  /** From so many hours on a `startsWith` counts at the tip, with its rate. */
  readonly minHours: number;
}

export const valueOf = (piece: Piece, question: Question, recorded: Recorded): Value =>
  question.site === 'reservoir'
    ? reservoirValue(piece, question, recorded)
    : tipValue(piece, question, recorded);

/** Zero for a reason that holds at both sites: nothing flows, or nothing worth the name. */
function standstill({ segment, asked }: Piece, { typeOf }: Recorded): Value | undefined {
  const { halt, program, pump, haltedBy } = segment;
  if (halt === 'no-pump') return { mcgPerDay: 0, zeroCause: 'explant', eventId: haltedBy };
  if (halt === 'motor-stall') return { mcgPerDay: 0, zeroCause: 'motor-stall', eventId: haltedBy };
  if (halt === 'reservoir-empty' || halt === 'reservoir-emptied' || halt === 'end-of-service')
    return { mcgPerDay: 0, zeroCause: halt, eventId: haltedBy };
  if (segment.flowUnknown) return { mcgPerDay: Number.NaN, eventId: program?.eventId };
  if (!program || !segment.fill) {
    const isReplaced = typeOf(pump?.eventId) === 'PumpReplaced';
    return { mcgPerDay: 0, zeroCause: isReplaced ? 'explant' : 'programmed', eventId: pump?.eventId };
  }
  if (runsByDesign(segment, asked)) return undefined;
  // Nobody knows what the patient asked for, or what the model’s minimum rate is.
  if ((mayBeAskedFor(program) && !asked.isRead) || program.flowUnknown)
    return { mcgPerDay: Number.NaN, eventId: program.eventId };
  const setBy = typeOf(program.eventId);
  return {
    mcgPerDay: 0,
    zeroCause: setBy === 'PumpAlarmRaised' || setBy === 'PumpInterrogated' ? 'reported' : 'programmed',
    eventId: program.eventId,
  };
}

/** What runs before a stop is part of the stop; a flow that the pump cannot keep is none. */
function runsByDesign({ activity, program, pump }: Segment, asked: PatientDose): boolean {
  const { program: set, schedule } = program!;
  if (set.mode === 'stopped') return false;
  const isAtMinimum = set.mode === 'minimum-rate';
  if (activity === 'starts-with') return !isAtMinimum;
  const programmed = isAtMinimum ? 0 : programmedDailyMcg(program!);
  if (programmed + asked.mcgPerDay === 0) return false;
  const flow = dailyMl(schedule) + askedMl(program!, asked);
  return !above(pump?.minimumRateMlPerDay ?? 0, flow);
}

const askedMl = ({ concentrationMcgPerMl }: ProgramInForce, { mcgPerDay }: PatientDose): number =>
  concentrationMcgPerMl ? mcgPerDay / concentrationMcgPerMl : 0;

function reservoirValue(piece: Piece, { drug }: Question, recorded: Recorded): Value {
  const still = standstill(piece, recorded);
  const { segment, start, asked } = piece;
  const { fill, program } = segment;
  if (!fill || !program || segment.halt) return still!;
  if (!holds(fill.fluid, drug)) {
    const switched: Value = { mcgPerDay: 0, zeroCause: 'drug-switch', eventId: fill.eventId };
    const stoppedFirst = still?.mcgPerDay === 0 && recorded.isBefore(program, fill);
    return stoppedFirst ? still : switched;
  }
  if (still) return still;
  if (segment.activity === 'starts-with') return { mcgPerDay: 0, held: true, eventId: program.eventId };
  const begunBy = start === segment.start ? segment.eventId : asked.eventId;
  return { mcgPerDay: dailyAt(piece, fill.fluid, drug), eventId: begunBy ?? program.eventId };
}

function tipValue(piece: Piece, { drug, minHours }: Question, recorded: Recorded): Value {
  const { segment, start, fluid, asked } = piece;
  const still = standstill(piece, recorded);
  if (still && (still.mcgPerDay === 0 || holds(fluid, drug) || holds(segment.fill?.fluid, drug)))
    return still;
  if (!fluid) return { mcgPerDay: 0, zeroCause: 'catheter' };
  if (fluid.kind === 'unknown') return { mcgPerDay: Number.NaN };
  if (fluid.kind === 'drug-free')
    return {
      mcgPerDay: 0,
      zeroCause: recorded.isFill(fluid.origin) ? 'drug-switch' : 'catheter',
      eventId: fluid.origin,
    };
  if (!holds(fluid, drug)) return { mcgPerDay: 0, zeroCause: 'drug-switch' };
  const eventId = start === segment.start ? (segment.eventId ?? begunBy(segment)) : asked.eventId;
  if (segment.activity !== 'starts-with') return { mcgPerDay: dailyAt(piece, fluid, drug), eventId };
  const { startsWith } = segment.program!;
  const hours = (startsWith!.until - segment.program!.programmedAt) / HOUR_MS;
  if (hours < minHours) return { mcgPerDay: 0, held: true, eventId };
  return { mcgPerDay: startsWith!.schedule.basalMlPerMs * DAY_MS * concentrationOf(fluid, drug), eventId };
}

/** The program whose `startsWith` ends with a segment’s beginning. */
const begunBy = ({ start, program }: Segment): EventId | undefined =>
  program?.startsWith?.until === start ? program.eventId : undefined;

/**
 * The programmed day's dose with what was asked for, scaled by what is really there: exactly the programmed one where they
 * are equal. What a later volume says of the flow changes none of it.
 */
function dailyAt({ segment: { program }, asked }: Piece, fluid: Fluid, drug: string): number {
  if (!program) return 0;
  const there = concentrationOf(fluid, drug);
  const told = program.concentrationMcgPerMl;
  if (program.program.mode === 'constant-flow')
    return (program.program.flowMlPerDay + askedMl(program, asked)) * there;
  // A minimum rate is none, with what was asked for on top.
  const programmed = program.program.mode === 'minimum-rate' ? 0 : programmedDailyMcg(program);
  return told ? (programmed + asked.mcgPerDay) * (there / told) : dailyMl(program.schedule) * there;
}
