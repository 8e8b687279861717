import { pumpedMl } from '../../infusion/delivery.js';
import { pathAt, pathVolumeMl } from '../../infusion/path-content.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import type { Reason } from '../outcome.js';

/** Why nothing that rests on what flowed can be told. */
export const FLOW_UNKNOWN: Reason = {
  code: 'FLOW_UNKNOWN',
  detail: 'in a part of that time nobody knows what the pump moved: the dose is not known',
};

/** The same doses, as if what came before went on while nobody knows what flows. */
export function asIfKnown(doses: readonly DoseStretch[]): DoseStretch[] {
  let mcgPerDay = 0;
  return doses.map((stretch) => {
    if (!Number.isNaN(stretch.mcgPerDay)) ({ mcgPerDay } = stretch);
    return { ...stretch, mcgPerDay };
  });
}

/** Whether a dose is unknown in some part of a time. */
export const isUnknownIn = (doses: readonly DoseStretch[], from: Instant, to: Instant): boolean =>
  doses.some(({ start, end, mcgPerDay }) => Number.isNaN(mcgPerDay) && start < to && end > from);

/** Whether nobody knows what flowed in some part of a time, or what is in the path because of a time before it. */
export function isPathUnknownIn({ delivery }: AuditContext, from: Instant, to: Instant): boolean {
  const { segments } = delivery;
  const pathMl = pathVolumeMl(pathAt(delivery, from)) ?? Number.POSITIVE_INFINITY;
  const pumped = pumpedMl(delivery, from);
  return segments.some(({ start, flowUnknown }, index) => {
    if (!flowUnknown || start >= to) return false;
    const next = segments[index + 1];
    return !next || next.start > from || pumped - next.pumpedMl < pathMl;
  });
}
