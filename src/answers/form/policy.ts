import type { Policy } from '../../compliance/policies/policy.js';
import type { ListedPolicy } from '../policy-in-force.js';
import type { ParameterDto, PolicyDto } from '../dto/policy.dto.js';
import { figuresIn } from './figures.js';

/** In order of their names, whatever order the policy's file has: the audit's hash must not depend on it. */
export const parameterAnswers = (policy: Policy): ParameterDto[] =>
  figuresIn(policy).toSorted((a, b) => (a.name < b.name ? -1 : 1));

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
