import { audit } from '../../src/compliance/audit.js';
import { DEFAULT_POLICY } from '../../src/compliance/policies/index.js';
import { shippedBook } from './shipped-book.js';
import type { AuditFound } from '../../src/answers/audit-found.js';
import { momentOf, viewOf } from '../../src/answers/therapy-view.js';
import type { Span } from '../../src/answers/timeline/therapy-timeline.js';
import { timelineOf } from '../../src/answers/timeline/timeline-of.js';
import { History, ms } from './history.js';
import { tenYearsOfFlex } from './ten-years.js';

/** A history as it is drawn, and what its numbers are checked against. */
export function drawn(history: History, asOf: string, window: Partial<Span> = {}) {
  const view = viewOf(history.events);
  const { policy } = shippedBook.find(DEFAULT_POLICY, 0)!;
  const question = { policy, asOf: ms(asOf), knownAt: Number.POSITIVE_INFINITY };
  const found = {
    therapyId: history.therapyId,
    audit: audit(history.events, question),
  } as unknown as AuditFound;
  return { timeline: timelineOf(view, found, window), ...momentOf(view, ms(asOf)) };
}

export const flexTherapy = (): History => {
  const history = new History('flex');
  for (const { type, occurredAt, data } of tenYearsOfFlex()) history.event(occurredAt, type as never, data);
  return history;
};
