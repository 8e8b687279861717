import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type Rule, finding } from './finding.js';

const enteredByHand: readonly string[] = ['manual', 'programmer-report'];

/** What the answer rests on that its source only assumed. */
export const datesAssumed: Rule = ({ acted }) => {
  const assumed = acted.filter(({ assertion }) => assertion === 'assumed');
  return assumed.length === 0
    ? []
    : [
        finding({
          code: 'DATES_ASSUMED',
          at: assumed[0]!.at,
          detail: `${assumed.length} events rest on assumptions of their source`,
          eventIds: assumed.map(({ id }) => id),
        }),
      ];
};

/** Whether it was recorded long after it happened, by a source that is expected to record at once. */
export const isLate = (
  { recordedAt, latest, sourceKind }: Pick<ActingEvent, 'recordedAt' | 'latest' | 'sourceKind'>,
  hours: number,
): boolean => enteredByHand.includes(sourceKind) && recordedAt - latest > hours * HOUR_MS;

/** What was recorded long after it happened, by sources that are expected to record at once. */
export const lateEntry: Rule = ({ acted, policy }) => {
  const hours = policy.lateEntryHours.value;
  const late = acted.filter((event) => isLate(event, hours));
  return late.length === 0
    ? []
    : [
        finding({
          code: 'LATE_ENTRY',
          at: late[0]!.at,
          detail: `${late.length} events were recorded more than ${hours} h after they happened`,
          eventIds: late.map(({ id }) => id),
        }),
      ];
};
