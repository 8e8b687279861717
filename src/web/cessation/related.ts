import type { AuditDto, FindingDto } from '../../answers/dto/audit.dto.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import type { GapDto } from '../../answers/dto/summary.dto.js';

/** The findings that reserve a cessation's verdict, cite an event of it, or lie between its first step and the return. */
export function findingsOn(audit: AuditDto, { steps, plan, tip, ...cessation }: CessationDto): FindingDto[] {
  const reserving = new Set(cessation.reservations);
  const events = new Set([...steps.map(({ eventId }) => eventId), plan?.eventId]);
  const { startedAt, reachedZeroAt, resumedAt } = cessation;
  const last = [reachedZeroAt, tip.reachedZeroAt, resumedAt]
    .flatMap((at) => (at === null || at === undefined ? [] : [Date.parse(at)]))
    .reduce((latest, at) => Math.max(latest, at));
  return audit.findings.filter(({ id, at, eventIds }) => {
    const instant = Date.parse(at);
    const isWithin = instant >= Date.parse(startedAt) && instant <= last;
    return reserving.has(id) || isWithin || eventIds.some((event) => events.has(event));
  });
}

/** The gaps on which a cessation or one of its findings rests. */
export function gapsOn(
  { gaps }: AuditDto,
  { id }: CessationDto,
  findings: readonly FindingDto[],
): readonly GapDto[] {
  const of = new Set([id, ...findings.map((finding) => finding.id)]);
  return gaps.filter(({ blocks }) => blocks.some((blocked) => of.has(blocked)));
}
