import { CessationDto } from './cessation.dto.js';
import { FindingDto } from './audit.dto.js';
import { PolicyReferenceDto } from './policy.dto.js';

/** A cessation of one of all therapies. */
export class RegisteredCessationDto extends CessationDto {
  therapyId: string;
  /** By which it was judged. */
  policy: PolicyReferenceDto;
}

/** A finding of one of all therapies. */
export class RegisteredFindingDto extends FindingDto {
  therapyId: string;
  /** By which it was judged. */
  policy: PolicyReferenceDto;
}
