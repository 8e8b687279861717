import { oncePer } from '../context.js';
import { infusedDrugs } from '../dose/infused-drugs.js';
import { identifier } from '../identifier.js';
import type { Cessation } from './cessation.js';
import { reservoirCessations } from './reservoir-cessations.js';
import { tipCessations } from './tip-cessations.js';

export type { Cessation };

/** All cessations of all drugs that the reservoir ever held, in order of their zero. */
export const cessationsOf = oncePer((context): readonly Cessation[] =>
  infusedDrugs(context)
    .flatMap((drug) => {
      const atReservoir = reservoirCessations(context, drug);
      return eachNamed([...atReservoir, ...tipCessations(context, drug, atReservoir)]);
    })
    .sort((a, b) => a.reachedZeroAt - b.reachedZeroAt || (a.id < b.id ? -1 : 1)),
);

/** One event can leave the tip twice without a drug, when what it pushed in parts what was there: then each has a name. */
function eachNamed(cessations: readonly Cessation[]): Cessation[] {
  const times = new Map<string, number>();
  return cessations.map((cessation) => {
    const { id, drug, site } = cessation;
    const before = times.get(id) ?? 0;
    times.set(id, before + 1);
    return before === 0 ? cessation : { ...cessation, id: identifier(drug, site, id, before) };
  });
}
