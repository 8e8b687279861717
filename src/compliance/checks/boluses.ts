import { segmentAt } from '../../infusion/delivery.js';
import { canonicalDrug, knownDrug } from '../../infusion/drugs.js';
import { leadingDrug, leadingMcgPerMl } from '../../infusion/fluid.js';
import type { Program } from '../../infusion/program.js';
import { above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Policy } from '../policies/policy.js';
import type { Ask, Asked, Check } from './check.js';
import { THRESHOLDS } from './thresholds.js';
import { mcg } from './words.js';

interface Bolus {
  readonly field: string;
  readonly drug: string;
  readonly doseMcg: number;
}

/** Given at once; over long hours through a temporary catheter it is an infusion. */
function singleDose(event: ActingEvent, policy: Policy): Bolus[] {
  if (event.type !== 'BolusTestPerformed' && event.type !== 'BolusGiven') return [];
  const { drug, doseMcg, route, durationMinutes = 0 } = event.data;
  const isInfusion =
    route === 'temporary-catheter' && durationMinutes >= policy.spike.temporaryCatheterHours.value * 60;
  return doseMcg === undefined || isInfusion
    ? []
    : [{ field: '/data/doseMcg', drug: canonicalDrug(drug), doseMcg }];
}

/** The boluses of a program, which are of one drug. */
function programmed(program: Program, drug: string, mcgPerMl: number | undefined): Bolus[] {
  const at = '/data/program';
  const boluses: Bolus[] = [];
  const add = (field: string, doseMcg: number) => boluses.push({ field: `${at}${field}`, drug, doseMcg });
  if (program.mode === 'periodic-bolus') add('/bolusDoseMcg', program.bolusDoseMcg);
  if (program.mode === 'flex')
    program.boluses.forEach(({ doseMcg }, index) => add(`/boluses/${index}/doseMcg`, doseMcg));
  if ('patientBolus' in program && program.patientBolus)
    add('/patientBolus/doseMcg', program.patientBolus.doseMcg);
  if (program.startsWith?.kind === 'single' && mcgPerMl !== undefined)
    add('/startsWith/volumeMl', program.startsWith.volumeMl * mcgPerMl);
  return boluses;
}

const programsBefore = ({ delivery }: Asked, drug: string): number[] =>
  delivery.segments.flatMap(({ program, fill }) =>
    program && leadingDrug(fill?.fluid) === drug
      ? programmed(program.program, drug, leadingMcgPerMl(fill!.fluid)).map(({ doseMcg }) => doseMcg)
      : [],
  );

/** What was given before is usual here; of a drug of which no figure is known, it is all that is known. */
function large(bolus: Bolus, before: readonly number[], ratio: number): Check[] {
  const { field, drug, doseMcg } = bolus;
  const known = knownDrug(drug)?.largestSingleDoseMcg;
  const most = Math.max(0, ...before);
  if (known === undefined && most === 0) return [];
  const limit =
    known === undefined ? most * THRESHOLDS.bolusRatio.value : Math.max(known.value, most * ratio);
  if (!above(doseMcg, limit)) return [];
  const usual =
    known === undefined
      ? `the largest here was ${mcg(most)}`
      : `the largest usual single dose is ${mcg(known.value)} (${known.source})`;
  return [
    {
      code: 'BOLUS_LARGE',
      severity: 'warning',
      field,
      detail: `${mcg(doseMcg)} of ${drug} at once; ${usual}`,
      expected: `at most ${mcg(limit)}`,
    },
  ];
}

export const bolusLarge: Ask = (asked) => {
  const { fact, before, delivery, after, policy } = asked;
  if (!fact) return [];
  if (fact.type !== 'PumpReprogrammed')
    return singleDose(fact, policy).flatMap((bolus) => {
      const given = before
        .flatMap((event) => singleDose(event, policy))
        .filter(({ drug }) => drug === bolus.drug)
        .map(({ doseMcg }) => doseMcg);
      return large(bolus, given, 1);
    });
  const fluid = segmentAt(after, fact.at)?.fill?.fluid ?? segmentAt(delivery, fact.at)?.fill?.fluid;
  const drug = leadingDrug(fluid);
  if (drug === undefined) return [];
  const given = programsBefore(asked, drug);
  return programmed(fact.data.program, drug, leadingMcgPerMl(fluid)).flatMap((bolus) =>
    large(bolus, given, THRESHOLDS.bolusRatio.value),
  );
};
