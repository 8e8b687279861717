import { ValidateBy } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { eventType } from './event-type.js';
import { compose } from './fields/compose.js';
import { Optional } from './fields/nested.js';
import { FreeText, Name200 } from './fields/texts.js';

const SCALE = /^[A-Z][A-Z0-9-]{0,31}$/;
const OF_SPASTICITY: readonly unknown[] = ['MAS', 'PSFS'];
/** Scales in common use; any other can be recorded. */
export const KNOWN_SCALES = [
  'NRS-PAIN',
  'VAS-PAIN',
  'ASHWORTH',
  'TARDIEU',
  'BAS',
  'BAD',
  'GAS',
  'COPM',
  'WEIGHT-KG',
] as const;

const ScaleName = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'scaleName',
      validator: {
        validate: (value) => typeof value === 'string' && SCALE.test(value) && !OF_SPASTICITY.includes(value),
        defaultMessage: () =>
          `must be a scale such as ${KNOWN_SCALES[0]}: ${SCALE.source.slice(1, -1)}; MAS and PSFS are recorded as SpasticityAssessed`,
      },
    }),
    ApiProperty({ type: 'string', pattern: SCALE.source, examples: [...KNOWN_SCALES] }),
  );

/** How the patient fares was graded or measured, by any scale but MAS and PSFS. */
export class OutcomeAssessed {
  /** `NRS-PAIN VAS-PAIN ASHWORTH TARDIEU BAS BAD GAS COPM WEIGHT-KG`, or another one in capitals. */
  @ScaleName()
  readonly scale: string;

  /** As the scale writes it, or the lowest of a range; 1-200 characters. */
  @Name200()
  readonly value: string;

  /** The highest of a range. */
  @Optional()
  @Name200()
  readonly high?: string;

  /** Where; 1-200 characters. */
  @Optional()
  @FreeText()
  readonly site?: string;
}

export const outcomeAssessed = eventType(
  'OutcomeAssessed',
  OutcomeAssessed,
  'How the patient fares was graded or measured. Values are strings, as the scale writes them.',
  {
    occurredAt: '2025-05-05T10:00:00+02:00',
    data: { scale: 'NRS-PAIN', value: '3', high: '5', site: 'lower back' },
  },
);
