import type { Care } from '../access/care.js';
import type { Acting, ActingEvent } from './acting-event.js';
import type { Instant, Sealed } from './envelope.js';
import { effectiveFacts } from './timeline.js';

/** What says who cares for the patient, and for whom the therapy is restricted, each in the order in which it acts. */
export interface CareRecord {
  readonly assigned: readonly Dated<'CareAssigned'>[];
  readonly restrictions: readonly Dated<'AccessRestricted'>[];
}

type CareType = 'CareAssigned' | 'AccessRestricted';
type Dated<Name extends CareType> = Pick<Acting<Name>, 'data'> & { readonly from: Instant };

/** Events that change who reaches a therapy, by themselves or in the place of another. */
const CARE_TYPES: readonly ActingEvent['type'][] = ['CareAssigned', 'AccessRestricted'] satisfies CareType[];

const inOrder = (facts: readonly ActingEvent[], from: (fact: ActingEvent) => Instant) =>
  facts
    .toSorted((a, b) => from(a) - from(b) || a.revision - b.revision)
    .map((fact) => ({ from: from(fact), data: fact.data }));

/** Whether an event of a type can change who reaches a therapy. */
export const mayChangeCare = ({ type }: Pick<Sealed, 'type'>): boolean =>
  CARE_TYPES.includes(type) || type === 'EventCorrected' || type === 'EventVoided';

/** An assignment acts at the latest end of its date; a restriction at the earliest, and its end at the latest. */
export function careRecord(events: readonly Sealed[]): CareRecord {
  const facts = effectiveFacts(events).filter(({ type }) => CARE_TYPES.includes(type));
  const of = (type: CareType) => facts.filter((fact) => fact.type === type);
  return {
    assigned: inOrder(of('CareAssigned'), ({ latest }) => latest) as Dated<'CareAssigned'>[],
    restrictions: inOrder(of('AccessRestricted'), ({ type, data, earliest, latest }) =>
      type === 'AccessRestricted' && data.restricted ? earliest : latest,
    ) as Dated<'AccessRestricted'>[],
  };
}

/** From an instant on, until the next. */
export interface CareSpan extends Care {
  readonly from: Instant;
}

/** Who cares for the patient at any time, in order; the first is from always. */
export function careSpans(record: CareRecord): readonly CareSpan[] {
  const changes = [...record.assigned, ...record.restrictions].map(({ from }) => from);
  return [Number.NEGATIVE_INFINITY, ...new Set(changes.toSorted((a, b) => a - b))].map((from) => ({
    from,
    ...careAt(record, from),
  }));
}

/** Who cares for the patient at an instant; the latest that acts by then counts. */
export function careAt({ assigned, restrictions }: CareRecord, now: Instant): Care {
  const place = assigned.findLast(({ from }) => from <= now)?.data;
  const restricted = restrictions.findLast(({ from }) => from <= now)?.data.restricted ?? false;
  if (!place) return { restricted };
  const { site, unit } = place;
  return { place: { site, ...(unit !== undefined && { unit }) }, restricted };
}
