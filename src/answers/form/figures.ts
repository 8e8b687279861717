import type { Sourced } from '../../infusion/provenance.js';
import type { ParameterDto } from '../dto/policy.dto.js';

const isSourced = (value: unknown): value is Sourced<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'value' in value &&
  'source' in value &&
  'certainty' in value;

/** All that says where it comes from, wherever in it it stands, but for what lists hold. */
export function figuresIn(part: object, at = ''): ParameterDto[] {
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
      ? figuresIn(member, `${name}.`)
      : [];
  });
}
