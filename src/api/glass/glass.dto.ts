import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { GLASS_STATES, OUTCOMES, PURPOSES, type GlassOutcome, type GlassPurpose } from '../../glass/glass.js';
import { compose } from '../../therapy/events/fields/compose.js';
import { Optional } from '../../therapy/events/fields/nested.js';
import { Choice, Name200, NamedId, Note } from '../../therapy/events/fields/texts.js';

const LEAST_REASON = 10;
const MOST_REASON = 200;

const Reason = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'reason',
      validator: {
        validate: (value) => {
          const length = typeof value === 'string' ? Array.from(value.trim()).length : 0;
          return length >= LEAST_REASON && length <= MOST_REASON;
        },
        defaultMessage: () => `must be a text of ${LEAST_REASON} to ${MOST_REASON} characters`,
      },
    }),
    ApiProperty({ type: 'string', minLength: LEAST_REASON, maxLength: MOST_REASON }),
  );

/** Which therapy somebody must see who may not, and why. Either `therapyId` or `serialNumber`. */
export class BreakGlass {
  @Optional()
  @NamedId()
  readonly therapyId?: string;

  /** Of the pump that is in place. */
  @Optional()
  @Name200()
  readonly serialNumber?: string;

  /** 10-200 characters. */
  @Reason()
  readonly reason: string;

  /** `ETREAT`: emergency treatment; `PATSFTY`: patient safety (HL7 PurposeOfUse). */
  @Choice(PURPOSES)
  readonly purpose: GlassPurpose;
}

/** Given whether or not there is such a therapy. */
export class GlassOpened {
  id: string;
  /** Until then, or the logout, the therapy can be seen. */
  @ApiProperty({ type: 'string', format: 'date-time' })
  until: string;
}

/** What an officer makes of it. */
export class ReviewGlass {
  @Choice(OUTCOMES)
  readonly outcome: GlassOutcome;

  /** 1-2,000 characters. */
  @Note()
  readonly note: string;
}

class GlassPerson {
  subject: string;
  @ApiProperty({ type: 'string', nullable: true })
  name: string | null;
}

class GlassAskedDto {
  therapyId?: string;
  serialNumber?: string;
}

class GlassReviewDto {
  @ApiProperty({ enum: OUTCOMES })
  outcome: GlassOutcome;
  note: string;
  by: GlassPerson;
  @ApiProperty({ type: 'string', format: 'date-time' })
  at: string;
}

/** That somebody broke the glass. */
export class GlassDto {
  id: string;
  @ApiProperty({ enum: GLASS_STATES })
  state: (typeof GLASS_STATES)[number];
  breaker: GlassPerson;
  /** As the breaker asked. */
  asked: GlassAskedDto;
  /** The therapy that was opened; absent for officers who do not reach it, and where there is none. */
  therapyId?: string;
  reason: string;
  @ApiProperty({ enum: PURPOSES })
  purpose: GlassPurpose;
  @ApiProperty({ type: 'string', format: 'date-time' })
  openedAt: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  until: string;
  /** When its review is overdue. */
  @ApiProperty({ type: 'string', format: 'date-time' })
  reviewBy: string;
  review?: GlassReviewDto;
}
