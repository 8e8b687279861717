import { pumpModel } from '../../infusion/devices.js';
import type { ProgramInForce } from '../../infusion/program.js';
import { DAY_MS, dailyMl } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { mayBeAskedFor } from '../dose/patient-doses.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A flow that the pump model cannot be set to. */
export const flowOutOfRange: Rule = ({ delivery, time }) => {
  const found: Finding[] = [];
  let seen: ProgramInForce | undefined;
  for (const { program, pump, start } of delivery.segments) {
    if (!time.hasCome(start)) break;
    if (!program || !pump || program === seen) continue;
    seen = program;
    const range = pumpModel(pump.data.model)?.flowRangeMlPerDay;
    const fault = range && outside(program, range.value);
    if (!fault) continue;
    found.push(
      finding({
        code: 'FLOW_OUT_OF_RANGE',
        at: program.programmedAt,
        detail: `${fault}; a ${pump.data.model} gives ${range.value.min}-${range.value.max} mL/day (${range.source}; ${range.certainty})`,
        confidence: 'likely',
        settledBy: 'the manual of the pump, and the session report of that programming',
        eventIds: [program.eventId],
      }),
    );
  }
  return found;
};

/** Pauses between boluses are no flow; a bolus flows on top of the basal rate. */
function outside(
  inForce: ProgramInForce,
  { min, max }: { readonly min: number; readonly max: number },
): string | undefined {
  const { program, schedule, flowUnknown } = inForce;
  if (program.mode === 'stopped' || program.mode === 'minimum-rate' || flowUnknown) return undefined;
  const mean = dailyMl(schedule);
  const isAskedForAlone = mean === 0 && mayBeAskedFor(inForce);
  if ((!isAskedForAlone && above(min, mean)) || above(mean, max))
    return `programmed to ${sixDigits(mean)} mL/day`;
  const basal = schedule.basalMlPerMs * DAY_MS;
  const highest = Math.max(
    0,
    ...schedule.boluses.map(({ volumeMl, durationMs }) => basal + (volumeMl * DAY_MS) / durationMs),
  );
  return above(highest, max) ? `programmed to ${sixDigits(highest)} mL/day during a bolus` : undefined;
}
