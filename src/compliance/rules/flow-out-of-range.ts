import { pumpModel } from '../../infusion/devices.js';
import type { ProgramInForce } from '../../infusion/program.js';
import { DAY_MS, dailyMl } from '../../infusion/schedule.js';
import type { PumpInPlace } from '../../infusion/segment.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById } from '../context.js';
import { mayBeAskedFor } from '../dose/patient-doses.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A flow that the pump model cannot be set to: of a program, of what it starts with, or of a bolus. */
export const flowOutOfRange: Rule = (context) => [...ofPrograms(context), ...ofPumpBoluses(context)];

interface Range {
  readonly min: number;
  readonly max: number;
}

function ofPrograms({ delivery, time }: AuditContext): Finding[] {
  const found: Finding[] = [];
  let seen: ProgramInForce | undefined;
  for (const { program, pump, start } of delivery.segments) {
    if (!time.hasCome(start)) break;
    if (!program || !pump || program === seen) continue;
    seen = program;
    const range = rangeOf(pump);
    const faults = range ? [startFault(program, range), programFault(program, range)] : [];
    const said = faults.filter((fault) => fault !== undefined).join(', ');
    if (said) found.push(describe(said, pump, program.programmedAt, program.eventId));
  }
  return found;
}

function ofPumpBoluses(context: AuditContext): Finding[] {
  const { delivery, time } = context;
  const events = eventsById(context);
  return delivery.segments.flatMap(({ activity, pump, intended, start, eventId }): Finding[] => {
    if (activity !== 'pump-bolus' || !eventId || !pump || !time.hasCome(start)) return [];
    const type = events.get(eventId)?.type;
    if (type !== 'BolusTestPerformed' && type !== 'BolusGiven') return [];
    const range = rangeOf(pump);
    const fault = range && outside(dailyMl(intended), range);
    return fault ? [describe(`a bolus was given at ${fault}`, pump, start, eventId)] : [];
  });
}

const rangeOf = ({ data }: PumpInPlace): Range | undefined => pumpModel(data.model)?.flowRangeMlPerDay?.value;

function describe(said: string, { data }: PumpInPlace, at: Instant, eventId: EventId): Finding {
  const { value, source, certainty } = pumpModel(data.model)!.flowRangeMlPerDay!;
  return finding({
    code: 'FLOW_OUT_OF_RANGE',
    at,
    detail: `${said}; a ${data.model} gives ${value.min}-${value.max} mL/day (${source}; ${certainty})`,
    confidence: 'likely',
    settledBy: 'the manual of the pump, and the session report of that programming',
    eventIds: [eventId],
  });
}

const outside = (mlPerDay: number, { min, max }: Range): string | undefined =>
  above(min, mlPerDay) || above(mlPerDay, max) ? `${sixDigits(mlPerDay)} mL/day` : undefined;

function startFault({ startsWith }: ProgramInForce, range: Range): string | undefined {
  const fault = startsWith && outside(dailyMl(startsWith.schedule), range);
  return fault && `programmed to start with ${fault}`;
}

/** Pauses between boluses are no flow; a bolus flows on top of the basal rate. */
function programFault(inForce: ProgramInForce, { min, max }: Range): string | undefined {
  const { program, schedule, flowUnknown } = inForce;
  if (program.mode === 'stopped' || program.mode === 'minimum-rate' || flowUnknown) return undefined;
  const mean = dailyMl(schedule);
  const isAskedForAlone = mean === 0 && mayBeAskedFor(inForce);
  if ((!isAskedForAlone && above(min, mean)) || above(mean, max))
    return `programmed to ${sixDigits(mean)} mL/day`;
  const highest = Math.max(0, ...bolusFlows(inForce));
  return above(highest, max) ? `programmed to ${sixDigits(highest)} mL/day during a bolus` : undefined;
}

/** During each of its own boluses, and during one that the patient asks for, mL/day. */
function bolusFlows({ schedule, patientBolus, concentrationMcgPerMl }: ProgramInForce): number[] {
  const basal = schedule.basalMlPerMs * DAY_MS;
  const own = schedule.boluses.map(({ volumeMl, durationMs }) => basal + (volumeMl * DAY_MS) / durationMs);
  if (!patientBolus || !concentrationMcgPerMl) return own;
  const { doseMcg, durationMinutes } = patientBolus;
  return [...own, basal + (doseMcg / concentrationMcgPerMl) * (MINUTES_A_DAY / durationMinutes)];
}

const MINUTES_A_DAY = 1440;
