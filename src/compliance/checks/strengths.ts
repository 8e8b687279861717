import { type Delivery, segmentAt } from '../../infusion/delivery.js';
import { canonicalDrug, knownDrug } from '../../infusion/drugs.js';
import { type Drug, type Fluid, concentrationOf, holds, leadingDrug } from '../../infusion/fluid.js';
import { SAME_PART } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Solution } from '../../therapy/events/values/solution.js';
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

/** A strength that an entry says of a drug, and what the record says of it. */
interface Compared {
  readonly pointer: string;
  readonly drug: string;
  readonly said: number | undefined;
  readonly was: number;
  readonly since: string;
}

/** Of drugs that a fluid holds. */
const against = (
  fluid: Fluid | undefined,
  since: string,
  ...named: readonly (readonly [pointer: string, drug: string, said: number | undefined])[]
): Compared[] =>
  named.flatMap(([pointer, name, said]) => {
    const drug = canonicalDrug(name);
    return holds(fluid, drug) ? [{ pointer, drug, said, was: concentrationOf(fluid, drug), since }] : [];
  });

function refilled(
  { drug, concentrationMcgPerMl, with: further = [] }: Solution,
  delivery: Delivery,
): Compared[] {
  const last = lastFill(delivery);
  if (!last) return [];
  return against(
    last.fluid,
    `the fill of ${day(last.at)} had`,
    ['/data', drug, concentrationMcgPerMl],
    ...further.map((one, index) => [`/data/with/${index}`, one.drug, one.concentrationMcgPerMl] as const),
  );
}

function compared({ fact, delivery }: Asked): Compared[] {
  if (!fact) return [];
  if (fact.type === 'ReservoirRefilled') return refilled(fact.data, delivery);
  const { fill, program } = segmentAt(delivery, fact.at) ?? {};
  if (fact.type === 'DrugSwitched') {
    // Who says rightly what was in the pump knows that it becomes another strength.
    const { drug, concentrationMcgPerMl } = fact.data.from;
    return against(fill?.fluid, 'the reservoir held', ['/data/from', drug, concentrationMcgPerMl]);
  }
  const drug = leadingDrug(fill?.fluid);
  if (drug === undefined) return [];
  if (fact.type === 'PumpReprogrammed') {
    const said = fact.data.program.concentrationMcgPerMl;
    return against(fill?.fluid, 'the reservoir was filled with', ['/data/program', drug, said]);
  }
  const was = program?.concentrationMcgPerMl;
  if (fact.type !== 'PumpInterrogated' || was === undefined) return [];
  const said = fact.data.shows?.concentrationMcgPerMl;
  return [{ pointer: '/data/shows', drug, said, was, since: 'the programmer was told' }];
}

export const strengthChanged: Ask = (asked) => {
  const tolerance = asked.policy.concentrationTolerancePct.value / 100;
  return compared(asked).flatMap(({ pointer, drug, said, was, since }): Check[] =>
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
        ],
  );
};
