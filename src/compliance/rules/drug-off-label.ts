import { knownDrug } from '../../infusion/drugs.js';
import { approved } from '../../infusion/drugs/status.js';
import { strengthsIn } from '../../infusion/fluid.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A drug that is not approved for intrathecal infusion at all; whether the patient's indication is, nobody can tell. */
export const drugOffLabel: Rule = ({ delivery }) => {
  const seen = new Set<string>();
  return delivery.moments.flatMap(({ at, eventId, leftFill }) =>
    strengthsIn(leftFill?.fluid).flatMap(({ drug }): Finding[] => {
      if (seen.has(drug)) return [];
      seen.add(drug);
      if (knownDrug(drug)?.status.value === 'approved') return [];
      return [
        finding({
          code: 'DRUG_OFF_LABEL',
          drug,
          at,
          about: drug,
          detail: `${drug} is not among the drugs approved for intrathecal infusion (${approved.source})`,
          eventIds: [eventId],
        }),
      ];
    }),
  );
};
