import type { Drug } from '../../infusion/fluid.js';
import { above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type AuditContext, eventsById } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
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
        detail: `${difference}, and the reservoir held ${describe(foundFill.fluid)}`,
        settledBy: 'the labels of what was filled in, then and before',
        eventIds: [eventId, foundFill.eventId],
      }),
    ];
  });

const describe = ({ drug, concentrationMcgPerMl }: Pick<Drug, 'drug' | 'concentrationMcgPerMl'>): string =>
  `${drug} ${sixDigits(concentrationMcgPerMl)} mcg/mL`;

function mismatch({ policy }: AuditContext, event: ActingEvent, held: Drug): string | undefined {
  if (event.type === 'ReservoirRefilled')
    return event.data.drug === held.drug ? undefined : `refilled with ${describe(event.data)}`;
  if (event.type !== 'DrugSwitched') return undefined;
  const { from } = event.data;
  const allowed = (policy.concentrationTolerancePct.value / 100) * held.concentrationMcgPerMl;
  const other =
    from.drug !== held.drug ||
    above(Math.abs(from.concentrationMcgPerMl - held.concentrationMcgPerMl), allowed);
  return other ? `switched from ${describe(from)}` : undefined;
}
