import { ApiProperty } from '@nestjs/swagger';

/** A line that was not recorded. */
export class RejectedLineDto {
  /** Counts from 1. */
  @ApiProperty({ type: 'integer' })
  line: number;
  /** The code with which the event would be refused by itself. */
  code: string;
  /** Names the field, and what would be accepted. */
  detail: string;
}

export class ImportAnswer {
  @ApiProperty({ type: 'integer' })
  recorded: number;
  /** Lines that were recorded before. */
  @ApiProperty({ type: 'integer' })
  duplicates: number;
  rejected: RejectedLineDto[];
}
