import { MINUTE_MS, isResting } from '../../infusion/schedule.js';
import { leadingMcgPerMl } from '../../infusion/fluid.js';
import type { Segment } from '../../infusion/segment.js';
import { SAME_PART } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The pump ran on another strength than the programmer was told. */
export const concentrationMismatch: Rule = (context) => {
  const { delivery, time, policy } = context;
  const limitMs = policy.concentrationMismatchMinutes.value * MINUTE_MS;
  const found: Finding[] = [];
  let since: Segment | undefined;
  const close = (end: Instant) => {
    if (since && end - since.start > limitMs) found.push(describe(since, end));
    since = undefined;
  };
  for (const segment of delivery.segments) {
    if (!time.hasPassed(segment.start)) break;
    if (!mismatches(context, segment)) close(segment.start);
    else if (!since) since = segment;
    else if (since.fill !== segment.fill || since.program !== segment.program) {
      const sameStrengths =
        leadingMcgPerMl(since.fill?.fluid) === leadingMcgPerMl(segment.fill?.fluid) &&
        since.program?.concentrationMcgPerMl === segment.program?.concentrationMcgPerMl;
      if (!sameStrengths) {
        close(segment.start);
        since = segment;
      }
    }
  }
  if (since && time.hasOutlasted(limitMs, since.start)) found.push(describe(since));
  return found;
};

function mismatches({ policy }: AuditContext, { schedule, fill, program }: Segment): boolean {
  const programmedMcgPerMl = program?.concentrationMcgPerMl;
  const real = leadingMcgPerMl(fill?.fluid);
  if (program?.program.mode === 'constant-flow') return false;
  if (programmedMcgPerMl === undefined || real === undefined || isResting(schedule)) return false;
  return (
    Math.abs(programmedMcgPerMl - real) >
    (policy.concentrationTolerancePct.value / 100) * programmedMcgPerMl * (1 + SAME_PART)
  );
}

const describe = (segment: Segment, end?: Instant): Finding =>
  finding({
    code: 'CONCENTRATION_MISMATCH',
    at: Math.round(segment.start),
    ...(end !== undefined && { until: Math.round(end) }),
    detail: `the pump ran programmed for ${sixDigits(segment.program!.concentrationMcgPerMl!)} mcg/mL with ${sixDigits(leadingMcgPerMl(segment.fill!.fluid)!)} mcg/mL in the reservoir, ${end === undefined ? 'and goes on' : `for ${sixDigits((end - segment.start) / MINUTE_MS)} min`}`,
    eventIds: [segment.fill!.eventId, segment.program!.eventId],
  });
