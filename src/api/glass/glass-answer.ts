import { nameOf } from '../../access/subject.js';
import { OVERDUE_MS, type Person } from '../../glass/glass.js';
import type { GlassDto } from './glass.dto.js';
import type { Shown } from './reviewing.js';

const iso = (instant: number): string => new Date(instant).toISOString();
const person = (who: Person) => ({ subject: nameOf(who), name: who.name });

export function glassAnswer({ glass, state, as, reaches }: Shown): GlassDto {
  const { id, breaker, asked, opens, reason, purpose, openedAt, until } = glass;
  const review = glass[as];
  return {
    id,
    state,
    breaker: person(breaker),
    asked: { ...asked },
    ...(reaches && opens !== undefined && { therapyId: opens }),
    reason,
    purpose,
    openedAt: iso(openedAt),
    until: iso(until),
    reviewBy: iso(openedAt + OVERDUE_MS),
    ...(review && {
      review: { outcome: review.outcome, note: review.note, by: person(review.by), at: iso(review.at) },
    }),
  };
}
