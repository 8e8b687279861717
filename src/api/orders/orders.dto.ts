import { ApiProperty } from '@nestjs/swagger';
import { ORDER_STATES } from '../../orders/erasure-order.js';

/** A member of staff, as known then. */
export class OrderedByDto {
  /** `<iss>#<sub>`. */
  subject: string;
  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

export class ErasureAsked {
  id: string;
  /** Another officer confirms it before this instant, or it lapses. */
  @ApiProperty({ format: 'date-time' })
  confirmBefore: string;
}

export class ErasureDto extends ErasureAsked {
  therapyId: string;
  @ApiProperty({ enum: ORDER_STATES })
  state: string;
  reason: string;
  authority: string;
  requestedBy: OrderedByDto;
  @ApiProperty({ format: 'date-time' })
  requestedAt: string;
  confirmedBy?: OrderedByDto;
  @ApiProperty({ format: 'date-time' })
  confirmedAt?: string;
}

/** A legal hold that stands. */
export class HoldDto {
  therapyId: string;
  reason: string;
  authority: string;
  @ApiProperty({ format: 'date-time' })
  heldAt: string;
  /** The subject. */
  heldBy: string;
}
