import { ApiProperty } from '@nestjs/swagger';
import { CAUSES, type CauseCode, type DeliveryStatus, STATUSES } from '../../infusion/bounds/cause.js';

/** Why what was computed is not confirmed, or why it is although something stood against it. */
export class CauseDto {
  @ApiProperty({ enum: [...CAUSES] })
  code: CauseCode;
  @ApiProperty({ format: 'date-time' })
  from: string;
  @ApiProperty({ format: 'date-time' })
  to: string;
  detail: string;
  eventIds: string[];
}

/** What the computed delivery is worth, by the volumes that were found and by what the pump reported. */
export class WorthDto {
  /**
   * `confirmed` by a volume that agrees, `unconfirmed` where none was found, `contradicted` by a volume, a reading, a study,
   * or a content or flow that nobody knows.
   */
  @ApiProperty({ enum: [...STATUSES] })
  status: DeliveryStatus;
  because: CauseDto[];
}

/** The same for a dose, with what it can have been. */
export class DoseDeliveryDto extends WorthDto {
  /** At least so much was delivered, mcg. */
  lowMcg: number;
  /** At most so much was delivered, mcg. */
  highMcg: number;
}

export class StretchDoseDto {
  drug: string;
  /** Null where nobody knows what flowed, or through what volume. */
  @ApiProperty({ type: 'number', nullable: true })
  doseMcg: number | null;
  @ApiProperty({ type: 'number', nullable: true })
  lowMcg: number | null;
  @ApiProperty({ type: 'number', nullable: true })
  highMcg: number | null;
}

/** From one known volume of the reservoir to the next of the same fill, at one site. */
export class StretchDto extends WorthDto {
  @ApiProperty({ enum: ['reservoir', 'tip'] })
  site: 'reservoir' | 'tip';
  @ApiProperty({ format: 'date-time' })
  from: string;
  @ApiProperty({ format: 'date-time' })
  to: string;
  doses: StretchDoseDto[];
}
