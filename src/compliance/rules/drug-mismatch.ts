import { canonicalDrug } from '../../infusion/drugs.js';
import {
  type Content,
  concentrationOf,
  fluidOf,
  fluidWords,
  holds,
  leadingDrug,
  strengthsIn,
} from '../../infusion/fluid.js';
import { above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type AuditContext, eventsById } from '../context.js';
import { type Rule, finding } from './finding.js';

/** A fill or a pump bolus speaks of another drug, or a switch of another content, than the reservoir held. */
export const drugMismatch: Rule = (context) =>
  context.delivery.moments.flatMap(({ eventId, at, foundFill }) => {
    const event = eventsById(context).get(eventId);
    const difference =
      event && (ofBolus(event, foundFill?.fluid) ?? (foundFill && ofFill(context, event, foundFill.fluid)));
    if (!difference) return [];
    return [
      finding({
        code: 'DRUG_MISMATCH',
        at,
        sites: ['reservoir', 'tip'],
        detail: `${difference}, and the reservoir held ${foundFill ? fluidWords(foundFill.fluid) : 'nothing'}`,
        settledBy: 'the labels of what was filled in, then and before',
        eventIds: [eventId, foundFill?.eventId],
      }),
    ];
  });

function ofBolus(event: ActingEvent, held: Content | undefined): string | undefined {
  if (event.type !== 'BolusTestPerformed' && event.type !== 'BolusGiven') return undefined;
  if (event.data.route !== 'pump') return undefined;
  const drug = canonicalDrug(event.data.drug);
  return holds(held, drug) ? undefined : `a bolus of ${drug} was given by the pump`;
}

function ofFill({ policy }: AuditContext, event: ActingEvent, held: Content): string | undefined {
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
