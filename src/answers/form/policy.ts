import { type PolicyVersion, inForceFrom } from '../../compliance/policies/index.js';
import type { Policy } from '../../compliance/policies/policy.js';
import type { ListedPolicy } from '../policy-in-force.js';
import type { ParameterDto, PolicyDto } from '../dto/policy.dto.js';
import { figuresIn } from './figures.js';

/** In order of their names, whatever order the policy's file has: the audit's hash must not depend on it. */
export const parameterAnswers = (policy: Policy): ParameterDto[] =>
  figuresIn(policy).toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** As the policy says; else, of a hospital's, the day on which it was first read. */
const inForceFromOf = (version: PolicyVersion): string | undefined =>
  version.policy.inForceFrom ??
  (version.firstRead === undefined
    ? undefined
    : new Date(inForceFrom(version)).toISOString().slice(0, 'YYYY-MM-DD'.length));

export function policyAnswer({ inForce, isDefault, ...version }: ListedPolicy): PolicyDto {
  const { policy, sha256, origin } = version;
  const from = inForceFromOf(version);
  return {
    id: policy.id,
    version: policy.version,
    title: policy.title,
    ...(policy.text !== undefined && { text: policy.text }),
    ...(from !== undefined && { inForceFrom: from }),
    inForce,
    isDefault,
    origin,
    sha256,
    parameters: parameterAnswers(policy),
    document: policy,
  };
}
