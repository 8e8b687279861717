import { MINUTE_MS, isResting } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import type { AuditContext } from '../context.js';
import { show } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The pump ran on another strength than the programmer was told. */
export const concentrationMismatch: Rule = (context) => {
  const { delivery, asOf, policy } = context;
  const found: Finding[] = [];
  let since: Segment | undefined;
  const close = (end: number) => {
    if (since && end - since.start > policy.concentrationMismatchMinutes.value * MINUTE_MS)
      found.push(describe(since, end, end >= asOf));
    since = undefined;
  };
  for (const segment of delivery.segments) {
    if (segment.start >= asOf) break;
    if (!mismatches(context, segment)) close(segment.start);
    else if (!since) since = segment;
    else if (since.fill !== segment.fill || since.program !== segment.program) {
      const sameStrengths =
        since.fill?.fluid.concentrationMcgPerMl === segment.fill?.fluid.concentrationMcgPerMl &&
        since.program?.concentrationMcgPerMl === segment.program?.concentrationMcgPerMl;
      if (!sameStrengths) {
        close(segment.start);
        since = segment;
      }
    }
  }
  close(asOf);
  return found;
};

function mismatches({ policy }: AuditContext, { schedule, fill, program }: Segment): boolean {
  const told = program?.concentrationMcgPerMl;
  const real = fill?.fluid.concentrationMcgPerMl;
  if (told === undefined || real === undefined || isResting(schedule)) return false;
  return Math.abs(told - real) > (policy.concentrationTolerancePct.value / 100) * told * (1 + 1e-9);
}

const describe = (segment: Segment, end: number, goesOn: boolean): Finding =>
  finding({
    code: 'CONCENTRATION_MISMATCH',
    at: Math.round(segment.start),
    // One fill may run so more than once, with a stall or a stop between.
    about: String(Math.round(segment.start)),
    detail: `the pump ran programmed for ${show(segment.program!.concentrationMcgPerMl!)} mcg/mL with ${show(segment.fill!.fluid.concentrationMcgPerMl)} mcg/mL in the reservoir, ${goesOn ? 'and goes on' : `for ${show((end - segment.start) / MINUTE_MS)} min`}`,
    eventIds: [segment.fill!.eventId, segment.program!.eventId],
  });
