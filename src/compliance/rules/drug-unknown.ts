import { canonicalDrug, knownDrug, nearestDrug } from '../../infusion/drugs.js';
import type { AuditContext } from '../context.js';
import { infusedDrugs } from '../dose/infused-drugs.js';
import { byName, drugsNamedIn } from '../facts/named.js';
import { drugPolicy } from '../policies/policy.js';
import { type Rule, finding } from './finding.js';

/** A name that no known drug bears: one finding for each name, however often it was filled in. */
export const drugUnknown: Rule = (context) => {
  const named = context.events.flatMap((event) =>
    [...new Set(drugsNamedIn(event))].filter((drug) => !knownDrug(drug)).map((drug) => ({ drug, event })),
  );
  return byName(named, ({ drug }) => drug).map((group) => {
    const { drug, event } = group[0]!;
    return finding({
      code: 'DRUG_UNKNOWN',
      at: event.at,
      sites: infusedDrugs(context).includes(canonicalDrug(drug)) ? ['reservoir', 'tip'] : [],
      about: drug,
      detail: `${drug} is no drug that is known here: ${unknownOf(context, drug)}`,
      settledBy: `the name on the label${nearestIn(drug)}`,
      eventIds: group.map((each) => each.event.id),
    });
  });
};

function unknownOf({ policy }: AuditContext, drug: string): string {
  const figures = 'its usual strengths and doses and how long it keeps are not known';
  return drugPolicy(policy, drug)
    ? `the policy judges it by this name, and ${figures}`
    : `no stop, start or rise of it is judged, and ${figures}`;
}

function nearestIn(drug: string): string {
  const nearest = nearestDrug(drug)?.name;
  return nearest === undefined ? '' : `: whether ${nearest} is meant`;
}
