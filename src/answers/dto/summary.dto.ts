import { ApiProperty } from '@nestjs/swagger';
import { type DeliveryStatus, STATUSES } from '../../infusion/bounds/cause.js';

/** What is shown of the delivery at each site. */
export class ProvenDto {
  @ApiProperty({ enum: [...STATUSES] })
  reservoir: DeliveryStatus;
  @ApiProperty({ enum: [...STATUSES] })
  tip: DeliveryStatus;
}

/** The audit in one or two sentences: of the declared holiday, else of the last cessation. */
export class HeadlineDto {
  /** The reservoir, the tip, the reservations and what is missing, in that order; nothing personal. */
  text: string;
  /** Null where nothing was stopped. */
  @ApiProperty({ enum: ['tapered', 'abrupt', 'undetermined'], type: 'string', nullable: true })
  verdict: 'tapered' | 'abrupt' | 'undetermined' | null;
  /** The ids of findings without which the verdict must not be told, the gravest first. */
  reservations: string[];
  /** The status of the delivery from the first step to the zero of each site; where nothing was stopped over the whole record. */
  proven: ProvenDto;
}

export class SettlementDto {
  /** In words. */
  text: string;
  /**
   * The type of event that says it.
   * @example "CatheterImplanted"
   */
  eventType?: string;
  /**
   * Where in it.
   * @example "/data/volumeMl"
   */
  field?: string;
}

/** Something that the record does not say and an answer rests on. */
export class GapDto {
  /** @example "PATH_VOLUME_UNKNOWN" */
  code: string;
  what: string;
  /** The ids of the cessations and findings that rest on it. */
  blocks: string[];
  settledBy: SettlementDto;
}
