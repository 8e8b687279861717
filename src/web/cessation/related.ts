import type { AuditDto, FindingDto } from '../../answers/dto/audit.dto.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';

/** The findings that cite an event of a cessation, or lie between its first step and the return. */
export function findingsOn(audit: AuditDto, { steps, plan, tip, ...cessation }: CessationDto): FindingDto[] {
  const events = new Set([...steps.map(({ eventId }) => eventId), plan?.eventId]);
  const { startedAt, reachedZeroAt, resumedAt } = cessation;
  const last = [reachedZeroAt, tip.reachedZeroAt, resumedAt]
    .flatMap((at) => (at === null || at === undefined ? [] : [Date.parse(at)]))
    .reduce((latest, at) => Math.max(latest, at));
  return audit.findings.filter(({ at, eventIds }) => {
    const instant = Date.parse(at);
    const isWithin = instant >= Date.parse(startedAt) && instant <= last;
    return isWithin || eventIds.some((id) => events.has(id));
  });
}
