import { type Delivery, segmentAt } from '../../infusion/delivery.js';
import { canonicalDrug, knownDrug } from '../../infusion/drugs.js';
import { type Drug, type Fluid, concentrationOf, holds, leadingDrug } from '../../infusion/fluid.js';
import { SAME_PART } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Ask, Asked, Check } from './check.js';
import { type NamedDrug, drugsIn } from './drugs.js';
import { day, strength } from './words.js';

/** The strengths that an entry says, each with its drug: that of a program is of what is in the reservoir. */
function strengthsSaid({ entry, fact, delivery }: Asked): NamedDrug[] {
  const said = drugsIn(entry);
  if (fact?.type !== 'PumpReprogrammed') return said;
  const drug = leadingDrug(segmentAt(delivery, fact.at)?.fill?.fluid);
  const { concentrationMcgPerMl } = fact.data.program;
  return drug === undefined ? said : [...said, { pointer: '/data/program', drug, concentrationMcgPerMl }];
}

export const strengthUnusual: Ask = (asked) =>
  strengthsSaid(asked).flatMap(({ pointer, drug, concentrationMcgPerMl }): Check[] => {
    const range = knownDrug(drug)?.strengthRangeMcgPerMl;
    if (!range || typeof concentrationMcgPerMl !== 'number') return [];
    const { min, max } = range.value;
    if (concentrationMcgPerMl >= min && concentrationMcgPerMl <= max) return [];
    return [
      {
        code: 'STRENGTH_UNUSUAL',
        severity: 'warning',
        field: `${pointer}/concentrationMcgPerMl`,
        detail: `pumps are known to be filled with ${drug} of ${min} to ${max} mcg/mL (${range.source}; ${range.certainty})`,
        expected: `${min}-${max} mcg/mL`,
      },
    ];
  });

/** The last fill of a drug, and when that was. */
function lastFill({ moments }: Delivery): { readonly fluid: Drug; readonly at: Instant } | undefined {
  for (const { leftFill } of moments.toReversed())
    if (leftFill?.fluid.kind === 'drug') return { fluid: leftFill.fluid, at: leftFill.at };
  return undefined;
}

export const strengthChanged: Ask = (asked) => {
  const { fact, delivery, policy } = asked;
  if (!fact) return [];
  const tolerance = policy.concentrationTolerancePct.value / 100;
  const asks = (
    pointer: string,
    drug: string,
    said: number | undefined,
    was: number,
    since: string,
  ): Check[] =>
    said === undefined || Math.abs(said - was) <= tolerance * was * (1 + SAME_PART)
      ? []
      : [
          {
            code: 'STRENGTH_CHANGED',
            severity: 'warning',
            field: `${pointer}/concentrationMcgPerMl`,
            detail: `${drug} ${strength(said)} is said here; ${since} ${strength(was)}`,
            expected: strength(was),
          },
        ];
  const against = (pointer: string, name: string, said: number | undefined, fluid: Fluid, since: string) => {
    const drug = canonicalDrug(name);
    return holds(fluid, drug) ? asks(pointer, drug, said, concentrationOf(fluid, drug), since) : [];
  };
  switch (fact.type) {
    case 'ReservoirRefilled': {
      const last = lastFill(delivery);
      const { drug, concentrationMcgPerMl, with: further = [] } = fact.data;
      if (!last) return [];
      const since = `the fill of ${day(last.at)} had`;
      return [
        ...against('/data', drug, concentrationMcgPerMl, last.fluid, since),
        ...further.flatMap((one, index) =>
          against(`/data/with/${index}`, one.drug, one.concentrationMcgPerMl, last.fluid, since),
        ),
      ];
    }
    case 'DrugSwitched': {
      // Who says rightly what was in the pump knows that it becomes another strength.
      const fluid = segmentAt(delivery, fact.at)?.fill?.fluid;
      const { drug, concentrationMcgPerMl } = fact.data.from;
      return fluid ? against('/data/from', drug, concentrationMcgPerMl, fluid, 'the reservoir held') : [];
    }
    case 'PumpReprogrammed': {
      const fluid = segmentAt(delivery, fact.at)?.fill?.fluid;
      const drug = leadingDrug(fluid);
      return fluid && drug !== undefined
        ? against(
            '/data/program',
            drug,
            fact.data.program.concentrationMcgPerMl,
            fluid,
            'the reservoir was filled with',
          )
        : [];
    }
    case 'PumpInterrogated': {
      const { program, fill } = segmentAt(delivery, fact.at) ?? {};
      const drug = leadingDrug(fill?.fluid);
      const told = program?.concentrationMcgPerMl;
      const shown = fact.data.shows?.concentrationMcgPerMl;
      return drug !== undefined && told !== undefined
        ? asks('/data/shows', drug, shown, told, 'the programmer was told')
        : [];
    }
    default:
      return [];
  }
};
