import { ApiProperty } from '@nestjs/swagger';
import { KINDS, type Kind } from '../../access/log/record.js';
import { PURPOSES, type Purpose } from '../../access/log/purpose.js';

export class AccessOutcomeDto {
  status: number;
  /** Of the problem with which it was answered. */
  code?: string;
}

/** One access to anything of a therapy. */
export class AccessDto {
  /** Its number in the log, from 1. */
  n: number;
  at: string;
  /** Which service wrote it. */
  service: string;
  @ApiProperty({ enum: KINDS })
  kind: Kind;
  /** `<iss>#<sub>`; null where nobody was known, an object where the key of the person was destroyed. */
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'object' }], nullable: true })
  subject: string | { $hmac: string } | null;
  @ApiProperty({ type: 'string', enum: ['session', 'bearer', 'key', 'cli'], nullable: true })
  via: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  session: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  address: string | null;
  /** The route with its method, or the command. */
  action: string;
  /** Codes, dates and ids; anything else as `{ "$hmac" }`, a keyed digest. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  parameters: object;
  /** At most 500; more are in further parts. */
  @ApiProperty({ type: [String] })
  therapies: readonly string[];
  @ApiProperty({ type: 'string', nullable: true })
  site: string | null;
  @ApiProperty({ enum: PURPOSES })
  purpose: Purpose;
  /** The open glass by which it was seen. */
  glass?: string;
  /** Whether personal values were in clear. */
  identified: boolean;
  outcome: AccessOutcomeDto;
  /** How many things of a list; of tries without a subject, how many there were. */
  items: number;
  knownAt?: string;
  asOf?: string;
  requestId: string;
  /** From 2, of what one record does not hold. */
  part?: number;
  /** Of the record before. */
  previous: string;
  hash: string;
}
