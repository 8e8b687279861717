import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { EventId } from '../../../therapy/envelope.js';
import type { Cessation } from '../../taper/cessations.js';
import { asItStands, nothingOf, withHeld } from './held.js';
import type { DatedRecord } from './record.js';
import { isFill, isOfOneDate } from './stated.js';

/**
 * The same cessation in another choice: of the same name; or with a zero that came with a fact of the same stated date;
 * or, where nobody recorded what made it, of the same cause while the same fill was in.
 */
export function counterpartOf(
  cessation: Cessation,
  others: readonly Cessation[],
  record: DatedRecord,
): Cessation | undefined {
  const alike = others.filter(({ drug, site }) => drug === cessation.drug && site === cessation.site);
  return (
    alike.find(({ id }) => id === cessation.id) ??
    alike.find((other) => isOfOneZero(cessation, other, record)) ??
    alike.find((other) => isOfOneFill(cessation, other, record))
  );
}

const zeroEvent = ({ steps }: Cessation): EventId | null => steps.at(-1)?.eventId ?? null;

function isOfOneZero(a: Cessation, b: Cessation, { facts }: DatedRecord): boolean {
  const [first, second] = [a, b].map((one) => factOf(zeroEvent(one), facts));
  return first !== undefined && second !== undefined && isOfOneDate(first, second);
}

function isOfOneFill(a: Cessation, b: Cessation, { moving }: DatedRecord): boolean {
  if (zeroEvent(a) !== null || zeroEvent(b) !== null || a.cause !== b.cause) return false;
  const [from, to] = [a.reachedZeroAt, b.reachedZeroAt].sort((x, y) => x - y) as [number, number];
  return !moving.some((fact) => isFill(fact) && fact.earliest > from && fact.latest < to);
}

const factOf = (id: EventId | null | undefined, facts: readonly ActingEvent[]): ActingEvent | undefined =>
  id ? facts.find((fact) => fact.id === id) : undefined;

/** With those that only other choices show, as they show them. */
export function withPossible(
  cessations: readonly Cessation[],
  others: readonly (readonly Cessation[])[],
  record: DatedRecord,
): Cessation[] {
  const all = cessations.slice();
  for (const other of others)
    for (const cessation of other) {
      if (counterpartOf(cessation, all, record) || all.some(({ id }) => id === cessation.id)) continue;
      all.push(withHeld(cessation, { ...nothingOf(asItStands(cessation)), isCertain: false }));
    }
  return all.sort((a, b) => a.reachedZeroAt - b.reachedZeroAt || (a.id < b.id ? -1 : 1));
}
