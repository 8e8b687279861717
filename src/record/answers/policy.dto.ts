import { ApiProperty } from '@nestjs/swagger';
import type { Policy } from '../../compliance/policies/policy.js';
import type { Sourced } from '../../infusion/provenance.js';

/** A figure by which is judged, and where it comes from. */
export class ParameterDto {
  /** @example "taper.maxStepMcgPerDay" */
  name: string;
  @ApiProperty({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: {} }],
  })
  value: unknown;
  source: string;
  /** How sure it is: stated in the paper, read in its source, or a proposal that the hospital must approve. */
  certainty: string;
}

/** The figures of an audit, under a name and a version. */
export class PolicyDto {
  id: string;
  version: string;
  title: string;
  parameters: ParameterDto[];
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
      return [{ name, value: member.value, source: member.source, certainty: member.certainty }];
    return typeof member === 'object' && member !== null && !Array.isArray(member)
      ? parametersIn(member, `${name}.`)
      : [];
  });
}

export const parameterAnswers = (policy: Policy): ParameterDto[] => parametersIn(policy);

export const policyAnswer = (policy: Policy): PolicyDto => ({
  id: policy.id,
  version: policy.version,
  title: policy.title,
  parameters: parameterAnswers(policy),
});
