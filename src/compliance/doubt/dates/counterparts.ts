import { segmentAt } from '../../../infusion/delivery.js';
import type { EventId } from '../../../therapy/envelope.js';
import { oncePer } from '../../context.js';
import { type Cessation, cessationsOf } from '../../taper/cessations.js';
import { asItStands, nothingOf, withHeld } from './held.js';
import type { DatedRecord } from './record.js';
import { isOfOneDate } from './stated.js';

/** A cessation, and what filled the reservoir when it came to zero. */
export interface Shown {
  readonly cessation: Cessation;
  readonly fill: EventId | undefined;
}

/** The cessations of one choice, as `cessationsOf` gives them. */
export const shownIn = oncePer((context): readonly Shown[] =>
  cessationsOf(context).map((cessation) => ({
    cessation,
    fill: segmentAt(context.delivery, cessation.reachedZeroAt)?.fill?.eventId,
  })),
);

/**
 * The same cessation in another choice: of the same name; or with a zero that came with a fact of the same stated date;
 * or, where nobody recorded what made it, of the same cause while the same fill was in.
 */
export function counterpartOf(
  shown: Shown,
  others: readonly Shown[],
  record: DatedRecord,
): Shown | undefined {
  const { cessation } = shown;
  const alike = others.filter(
    ({ cessation: { drug, site } }) => drug === cessation.drug && site === cessation.site,
  );
  return (
    alike.find((other) => other.cessation.id === cessation.id) ??
    alike.find((other) => isOfOneZero(cessation, other.cessation, record)) ??
    alike.find((other) => isOfOneFill(shown, other))
  );
}

const zeroEvent = ({ steps }: Cessation): EventId | null => steps.at(-1)?.eventId ?? null;

function isOfOneZero(a: Cessation, b: Cessation, { byId }: DatedRecord): boolean {
  const [first, second] = [a, b].map((one) => byId.get(zeroEvent(one)!));
  return first !== undefined && second !== undefined && isOfOneDate(first, second);
}

const isOfOneFill = (a: Shown, b: Shown): boolean =>
  zeroEvent(a.cessation) === null &&
  zeroEvent(b.cessation) === null &&
  a.cessation.cause === b.cessation.cause &&
  a.fill !== undefined &&
  a.fill === b.fill;

/** Those that only other choices show, as the first of them shows them. */
export function possibleOnes(
  own: readonly Shown[],
  others: readonly (readonly Shown[])[],
  record: DatedRecord,
): Cessation[] {
  const all = own.slice();
  for (const other of others)
    for (const shown of other) if (!counterpartOf(shown, all, record)) all.push(shown);
  return all
    .slice(own.length)
    .map(({ cessation }) => withHeld(cessation, { ...nothingOf(asItStands(cessation)), isCertain: false }));
}
