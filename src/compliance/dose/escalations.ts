import { lastAtOrBefore } from '../../infusion/delivery.js';
import { type Cessation, cessationsOf } from '../taper/cessations.js';
import { oncePer } from '../context.js';
import { type DoseStretch, isFall } from './daily-dose.js';

/** The way of a drug's daily dose at the reservoir after a cessation, back to what it was before. */
export interface Escalation {
  readonly cessation: Cessation;
  /** From the first dose on, up to the one that reaches the baseline, or the last before the next zero. */
  readonly doses: readonly DoseStretch[];
}

/** After each cessation at the reservoir from which delivery resumed. */
export const escalations = oncePer((context): readonly Escalation[] =>
  cessationsOf(context).flatMap((cessation) => {
    const { drug, site, resumedAt, baselineMcgPerDay } = cessation;
    if (site !== 'reservoir' || resumedAt === undefined) return [];
    const all = context.uninterrupted(drug, 'reservoir');
    const first = lastAtOrBefore(all, ({ start }) => start, resumedAt);
    const doses: DoseStretch[] = [];
    for (const stretch of all.slice(first)) {
      if (!(stretch.mcgPerDay > 0)) break;
      doses.push(stretch);
      if (!isFall(baselineMcgPerDay, stretch.mcgPerDay)) break;
    }
    return doses.length > 0 ? [{ cessation, doses }] : [];
  }),
);
