import { ApiProperty } from '@nestjs/swagger';

export class TherapyHead {
  therapyId: string;
  /** Of its last event. */
  @ApiProperty({ type: 'integer' })
  revision: number;
}
