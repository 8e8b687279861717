import { above } from '../../infusion/tolerances.js';
import type { AuditContext } from '../context.js';
import type { FillCourse } from '../dose/fills.js';
import {
  type MeasuredVolume,
  accuracyLimits,
  isAboveCapacity,
  measuredVolumes,
} from '../dose/measured-volumes.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** Fills in a row together left the limits of accuracy, whatever each one did: one measurement is noise. */
export const refillTrend: Rule = (context) => {
  const found: Finding[] = [];
  let row: MeasuredVolume[] = [];
  let direction = 0;
  for (const measured of measuredFills(context)) {
    const samePump = row.at(-1)?.course?.pump === measured.course?.pump;
    if (!samePump) direction = 0;
    row = [...(samePump ? row : []), measured].slice(-context.policy.refill.trendFills.value);
    if (row.length < context.policy.refill.trendFills.value) continue;
    const now = deviation(context, row);
    if (now !== 0 && now !== direction) found.push(describe(context, row));
    direction = now;
  }
  return found;
};

/** Each fill that was measured at its end, with what was found on the way. */
function measuredFills(context: AuditContext): MeasuredVolume[] {
  const found: MeasuredVolume[] = [];
  let before = { pumpedMl: 0, differenceMl: 0 };
  let course: FillCourse | undefined;
  for (const measured of measuredVolumes(context)) {
    if (measured.course !== course) before = { pumpedMl: 0, differenceMl: 0 };
    ({ course } = measured);
    // What cannot have been in the reservoir is not used.
    if (measured.pumpedMl === undefined || !course || isAboveCapacity(measured)) continue;
    const pumpedMl = before.pumpedMl + measured.pumpedMl;
    const differenceMl = before.differenceMl + measured.differenceMl;
    if (measured.event.type !== 'ReservoirVolumeChecked') found.push({ ...measured, pumpedMl, differenceMl });
    else before = { pumpedMl, differenceMl };
  }
  return found;
}

const sum = (row: readonly MeasuredVolume[], of: (measured: MeasuredVolume) => number): number =>
  row.reduce((total, measured) => total + of(measured), 0);

/** 1 where too much was left, -1 where too little, 0 within the limits or what a needle leaves uncertain. */
function deviation({ policy }: AuditContext, row: readonly MeasuredVolume[]): number {
  const differenceMl = sum(row, (measured) => measured.differenceMl);
  const allowedMl = (policy.refill.accuracyPct.value / 100) * sum(row, ({ pumpedMl }) => pumpedMl!);
  return above(Math.abs(differenceMl), Math.max(allowedMl, policy.refill.emptyMl.value))
    ? Math.sign(differenceMl)
    : 0;
}

function describe(context: AuditContext, row: readonly MeasuredVolume[]): Finding {
  const pumpedMl = sum(row, (measured) => measured.pumpedMl!);
  const differenceMl = sum(row, (measured) => measured.differenceMl);
  const { low, high } = accuracyLimits(context);
  const last = row.at(-1)!.event;
  const ratio = pumpedMl > 0 ? sixDigits((pumpedMl - differenceMl) / pumpedMl) : 'more than nothing';
  return finding({
    code: 'REFILL_TREND',
    at: last.at,
    detail: `over ${row.length} measured fills, from ${showInstant(row[0]!.course!.fill.at)}, the pump moved ${ratio} of the ${sixDigits(pumpedMl)} mL that were programmed, outside ${sixDigits(low)}-${sixDigits(high)}: ${differenceMl > 0 ? 'under' : 'over'}-delivery that goes on`,
    confidence: 'likely',
    settledBy: 'an examination of the pump, such as a rotor study',
    eventIds: [last.id, ...row.map(({ course }) => course!.fill.eventId)],
  });
}
