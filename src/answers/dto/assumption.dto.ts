import { ApiProperty } from '@nestjs/swagger';
import {
  type AssumptionCode,
  assumptionCatalogue,
  assumptionCodes,
} from '../../compliance/assumptions/assumption-catalogue.js';

/** What an answer takes for granted because the record does not say it. */
export class AssumptionDto {
  @ApiProperty({
    enum: assumptionCodes,
    description: assumptionCodes.map((code) => `${code}: ${assumptionCatalogue[code]}`).join('\n\n'),
    example: 'TUBING_VOLUME_FROM_MODEL',
  })
  code: AssumptionCode;
  detail: string;
  eventIds: string[];
}
