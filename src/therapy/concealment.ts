import { digestOf, isDigest, valueIn } from '../ledger/disclosure.js';

/** The values of some disclosures, by their digest. */
export type PersonalValues = ReadonlyMap<string, unknown>;

export const valuesOf = (disclosures: Iterable<string>): PersonalValues =>
  new Map(Array.from(disclosures, (disclosure) => [digestOf(disclosure), valueIn(disclosure)]));

/** An answer, or any part of one, with each digest replaced by its value; one whose value is not among them stays. */
export function reveal<Answer>(answer: Answer, values: PersonalValues): Answer {
  return values.size === 0 ? answer : (revealed(answer, values) as Answer);
}

function revealed(part: unknown, values: PersonalValues): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (isDigest(part)) return values.has(part.$sd) ? values.get(part.$sd) : part;
  if (Array.isArray(part)) return part.map((item) => revealed(item, values));
  return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, revealed(member, values)]));
}

/** Whether a digest stands anywhere in an answer. */
export function isConcealed(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  return isDigest(part) || Object.values(part).some(isConcealed);
}
