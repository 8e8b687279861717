import {
  type Content,
  concentrationOf,
  fluidOf,
  fluidWords,
  leadingDrug,
  strengthsIn,
} from '../../infusion/fluid.js';
import { above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type AuditContext, eventsById } from '../context.js';
import { type Rule, finding } from './finding.js';

/** A fill speaks of another drug, or a switch of another content, than the reservoir held. */
export const drugMismatch: Rule = (context) =>
  context.delivery.moments.flatMap(({ eventId, at, foundFill }) => {
    const event = eventsById(context).get(eventId);
    const difference = foundFill && event && mismatch(context, event, foundFill.fluid);
    if (!difference) return [];
    return [
      finding({
        code: 'DRUG_MISMATCH',
        at,
        detail: `${difference}, and the reservoir held ${fluidWords(foundFill.fluid)}`,
        settledBy: 'the labels of what was filled in, then and before',
        eventIds: [eventId, foundFill.eventId],
      }),
    ];
  });

function mismatch({ policy }: AuditContext, event: ActingEvent, held: Content): string | undefined {
  if (event.type === 'ReservoirRefilled') {
    const filled = fluidOf(event.data, event.id);
    const isNoDrug = filled.kind === 'drug-free' || held.kind === 'drug-free';
    return isNoDrug || leadingDrug(filled) === leadingDrug(held)
      ? undefined
      : `refilled with ${fluidWords(filled)}`;
  }
  if (event.type !== 'DrugSwitched') return undefined;
  const from = fluidOf(event.data.from, event.id);
  const share = policy.concentrationTolerancePct.value / 100;
  const other = [...strengthsIn(from), ...strengthsIn(held)].some(({ drug }) => {
    const heldMcgPerMl = concentrationOf(held, drug);
    return above(Math.abs(concentrationOf(from, drug) - heldMcgPerMl), share * heldMcgPerMl);
  });
  return other ? `switched from ${fluidWords(from)}` : undefined;
}
