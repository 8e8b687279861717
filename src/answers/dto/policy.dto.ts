import { ApiProperty } from '@nestjs/swagger';
import type { Policy } from '../../compliance/policies/policy.js';
import type { Sourced } from '../../infusion/provenance.js';
import type { ListedPolicy } from '../policy-in-force.js';

export class PolicyReferenceDto {
  id: string;
  version: string;
}

/** A figure by which is judged, and where it comes from. */
export class ParameterDto {
  /** @example "taper.maxStepMcgPerDay" */
  name: string;
  @ApiProperty({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: {} }],
  })
  value: unknown;
  source: string;
  /** How sure it is: stated in the paper, read in its source, a proposal, or approved by the hospital itself. */
  certainty: string;
  /** True for a proposal without a clinical source. */
  needsApproval: boolean;
}

/** The figures of an audit, under a name and a version. */
export class PolicyDto {
  id: string;
  version: string;
  title: string;
  /** Absent for a first version that always was in force. */
  inForceFrom?: string;
  /** Whether its id alone means this version now. */
  inForce: boolean;
  origin: 'shipped' | 'hospital';
  /** Lower-case hex SHA-256 of its bytes: a hospital's file, or the RFC 8785 JSON of a shipped one. */
  sha256: string;
  parameters: ParameterDto[];
  /** The same as a file of DATA_DIR/policies holds it: a template for a policy of one's own. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  document: object;
}

export class Policies {
  items: PolicyDto[];
}

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
