import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Policy } from '../policies/policy.js';
import { type Finding, finding } from '../rules/finding.js';
import type { Amended } from './amendments.js';

/**
 * Whether it was recorded long after it happened, whatever its source says of itself: but for what was published, and
 * what came in a file, which nobody expects at once.
 */
export const isLate = (
  {
    recordedAt,
    latest,
    sourceKind,
    isFromFile,
  }: Pick<ActingEvent, 'recordedAt' | 'latest' | 'sourceKind' | 'isFromFile'>,
  hours: number,
): boolean => sourceKind !== 'publication' && !isFromFile && recordedAt - latest > hours * HOUR_MS;

/** What was recorded long after it happened, and each correction and void: they always come late. */
export function lateEntry(
  acted: readonly ActingEvent[],
  amended: readonly Amended[],
  policy: Policy,
): Finding[] {
  const hours = policy.lateEntryHours.value;
  const late = [
    ...acted.filter((event) => isLate(event, hours)).map(({ id, at }) => ({ id, at })),
    ...amended.flatMap(({ words, at }) => words.map(({ id }) => ({ id, at }))),
  ];
  const changes = amended.reduce((sum, { words }) => sum + words.length, 0);
  return late.length === 0
    ? []
    : [
        finding({
          code: 'LATE_ENTRY',
          at: Math.min(...late.map(({ at }) => at)),
          detail: [
            ...(late.length > changes
              ? [`${late.length - changes} events were recorded more than ${hours} h after they happened`]
              : []),
            ...(changes > 0 ? [`what was recorded was corrected or voided ${changes} times`] : []),
          ].join('; '),
          eventIds: late.map(({ id }) => id),
        }),
      ];
}
