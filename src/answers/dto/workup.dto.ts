import { ApiProperty } from '@nestjs/swagger';
import { WORKUP_ITEMS, type WorkupItem } from '../../compliance/policies/policy.js';

export class WorkupItemDto {
  @ApiProperty({ enum: WORKUP_ITEMS })
  item: WorkupItem;
  outcome: 'shown' | 'not-shown' | 'undetermined';
  /** The examinations that decide it. */
  eventIds: string[];
  detail: string;
}

/** The last change of pump or catheter: what was examined before it says nothing. */
export class HardwareSinceDto {
  eventId: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** What was examined before a tolerance was diagnosed, item by item. */
export class WorkupDto {
  /** The diagnosis. */
  eventId: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  drug: string;
  complete: 'yes' | 'no' | 'undetermined';
  @ApiProperty({ required: false })
  hardwareSince?: HardwareSinceDto;
  items: WorkupItemDto[];
}
