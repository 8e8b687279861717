import { ApiProperty } from '@nestjs/swagger';

export class PolicyReferenceDto {
  id: string;
  version: string;
}

/** A figure, and where it comes from. */
export class ParameterDto {
  /** @example "taper.maxStepMcgPerDay" */
  name: string;
  @ApiProperty({
    oneOf: [
      { type: 'number' },
      { type: 'string' },
      { type: 'boolean' },
      { type: 'array', items: {} },
      {
        type: 'object',
        required: ['min', 'max'],
        properties: { min: { type: 'number' }, max: { type: 'number' } },
      },
    ],
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
  /** What its figures do not say by themselves. */
  text?: string;
  /** Absent for a shipped version that always was in force. */
  inForceFrom?: string;
  /** Whether its id alone means this version now. */
  inForce: boolean;
  /** Whether it judges now where a question names none. */
  isDefault: boolean;
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
