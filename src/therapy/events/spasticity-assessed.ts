import { ValidateBy, type ValidationArguments } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { eventType } from './event-type.js';
import { compose } from './fields/compose.js';
import { Optional } from './fields/nested.js';
import { Choice, FreeText } from './fields/texts.js';

/** Modified Ashworth scale and Penn spasm frequency scale: ordinal grades, never numbers, never averaged. */
const GRADES = { MAS: ['0', '1', '1+', '2', '3', '4'], PSFS: ['0', '1', '2', '3', '4'] } as const;
const SCALES = ['MAS', 'PSFS'] as const;
type Grade = (typeof GRADES)[keyof typeof GRADES][number];

const gradesOf = (args?: ValidationArguments): readonly string[] =>
  (args?.object as SpasticityAssessed | undefined)?.scale === 'PSFS' ? GRADES.PSFS : GRADES.MAS;

/** A grade of the object's scale. */
const GradeOfScale = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'gradeOfScale',
      validator: {
        validate: (value, args) => gradesOf(args).includes(value),
        defaultMessage: (args) => `must be one of the strings ${gradesOf(args).join(', ')}`,
      },
    }),
    ApiProperty({ type: 'string', enum: [...GRADES.MAS] }),
  );

/** The end of a range is not below its beginning. */
const NotBelowLow = (): PropertyDecorator =>
  ValidateBy({
    name: 'notBelowLow',
    validator: {
      validate(high, args) {
        const { low }: Partial<SpasticityAssessed> = args?.object ?? {};
        const grades = gradesOf(args);
        return low === undefined || grades.indexOf(high) >= grades.indexOf(low);
      },
      defaultMessage: () => 'must not be below low',
    },
  });

/** Spasticity was graded. */
export class SpasticityAssessed {
  /** Modified Ashworth scale or Penn spasm frequency scale. */
  @Choice(SCALES)
  readonly scale: (typeof SCALES)[number];

  /** The grade, or the lowest of a range: `0 1 1+ 2 3 4` (MAS), `0 1 2 3 4` (PSFS). */
  @GradeOfScale()
  readonly low: Grade;

  /** The highest grade of a range. */
  @Optional()
  @NotBelowLow()
  @GradeOfScale()
  readonly high?: Grade;

  /** Which muscles; 1-200 characters. */
  @Optional()
  @FreeText()
  readonly site?: string;
}

export const spasticityAssessed = eventType(
  'SpasticityAssessed',
  SpasticityAssessed,
  'Spasticity was graded. Grades are ordinal strings, never numbers, never averaged.',
  {
    id: 'example-assessment',
    occurredAt: '2024-01-15T10:00:00+01:00',
    data: { scale: 'MAS', low: '2', high: '3', site: 'lower limbs' },
  },
);
