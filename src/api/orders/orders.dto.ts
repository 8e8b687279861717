import { ApiProperty } from '@nestjs/swagger';
import { StaffSubject } from '../../therapy/events/fields/texts.js';
import { PatientErased } from '../../therapy/events/patient-erased.js';
import { ORDER_STATES } from '../../orders/order.js';

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

/** What an officer asked for. */
export class OrderDto extends ErasureAsked {
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

export class ErasureDto extends OrderDto {
  therapyId: string;
}

/** Of which member of staff the key is destroyed, and why. */
export class StaffErasureGiven extends PatientErased {
  /** `<iss>#<sub>`. */
  @StaffSubject()
  readonly subject: string;
}

export class StaffErasureDto extends OrderDto {
  /** `<iss>#<sub>`; null once the key is destroyed. */
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
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
