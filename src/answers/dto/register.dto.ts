import { ApiProperty } from '@nestjs/swagger';
import { findingCodes, type FindingCode } from '../../compliance/rules/catalogue.js';
import { CessationDto } from './cessation.dto.js';
import { FindingDto } from './audit.dto.js';
import { PolicyReferenceDto } from './policy.dto.js';

/** That someone judged it; the reason stands in the therapy's own audit. */
export class ReviewedDto {
  eventId: string;
  outcome: 'confirmed' | 'refuted';
}

/** A finding that a verdict may not be told without. */
export class ReservationDto {
  id: string;
  @ApiProperty({ enum: findingCodes })
  code: FindingCode;
  severity: 'info' | 'warning' | 'critical';
  confidence: 'certain' | 'likely' | 'possible';
}

/** A cessation of one of all therapies. */
export class RegisteredCessationDto extends CessationDto {
  therapyId: string;
  /** By which it was judged. */
  policy: PolicyReferenceDto;
  /** What `reservations` names, in the same order. */
  reservationFindings: ReservationDto[];
  /** People’s judgements of it; they change nothing in it. */
  reviews: ReviewedDto[];
}

/** A finding of one of all therapies. */
export class RegisteredFindingDto extends FindingDto {
  therapyId: string;
  /** By which it was judged. */
  policy: PolicyReferenceDto;
  /** People’s judgements of it; they change nothing in it. */
  reviews: ReviewedDto[];
}
