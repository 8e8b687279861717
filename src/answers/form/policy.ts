import type { Policy } from '../../compliance/policies/policy.js';
import type { Sourced } from '../../infusion/provenance.js';
import type { ListedPolicy } from '../policy-in-force.js';
import type { ParameterDto, PolicyDto } from '../dto/policy.dto.js';

const isSourced = (value: unknown): value is Sourced<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'value' in value &&
  'source' in value &&
  'certainty' in value;

/** All that says where it comes from, wherever in the policy it stands. */
function parametersIn(part: object, at = ''): ParameterDto[] {
  return Object.entries(part).flatMap(([key, member]: [string, unknown]) => {
    const name = at + key;
    if (isSourced(member))
      return [
        {
          name,
          value: member.value,
          source: member.source,
          certainty: member.certainty,
          needsApproval: member.certainty === 'proposed',
        },
      ];
    return typeof member === 'object' && member !== null && !Array.isArray(member)
      ? parametersIn(member, `${name}.`)
      : [];
  });
}

/** In order of their names, whatever order the policy's file has: the audit's hash must not depend on it. */
export const parameterAnswers = (policy: Policy): ParameterDto[] =>
  parametersIn(policy).toSorted((a, b) => (a.name < b.name ? -1 : 1));

export const policyAnswer = ({ policy, sha256, origin, inForce }: ListedPolicy): PolicyDto => ({
  id: policy.id,
  version: policy.version,
  title: policy.title,
  ...(policy.inForceFrom !== undefined && { inForceFrom: policy.inForceFrom }),
  inForce,
  origin,
  sha256,
  parameters: parameterAnswers(policy),
  document: policy,
});
