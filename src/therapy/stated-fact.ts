import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type DataClass, Nested, OwnErrors } from './events/fields/nested.js';
import { compose } from './events/fields/compose.js';
import { Choice } from './events/fields/texts.js';
import { readOccurredAt } from './occurred-at.js';

const DATE = {
  type: 'string',
  description:
    'RFC 3339 instant with its offset, or partial date (UTC, to its last millisecond): 2021, 2021-03, 2021-03-10',
  example: '2021-03-10T09:00:00+01:00',
} as const;

/** An instant, a partial date, or `{ earliest, latest }` of these. */
export const OccurredAtField = (): PropertyDecorator =>
  compose(
    OwnErrors((value, at) => {
      const read = readOccurredAt(value, at);
      return read.ok ? [] : read.errors;
    }),
    ApiProperty({
      type: Object,
      oneOf: [
        DATE,
        {
          type: 'object',
          properties: { earliest: DATE, latest: DATE },
          required: ['earliest', 'latest'],
          additionalProperties: false,
        },
      ],
    }),
  );

/** The class of `{ type, occurredAt, data }` for one type of event, named `schemaName` in the OpenAPI document. */
export function statedFact(
  schemaName: string,
  { name, dataClass, description }: { name: string; dataClass: DataClass; description: string },
): DataClass {
  class StatedFact {
    @Choice([name])
    readonly type: string;

    @OccurredAtField()
    readonly occurredAt: unknown;

    @Nested(dataClass)
    readonly data: object;
  }
  return named(schemaName, description, StatedFact);
}

/** Gives a class made by a function the name that the OpenAPI document shows. */
export function named<Class extends DataClass>(name: string, description: string, made: Class): Class {
  Object.defineProperty(made, 'name', { value: name });
  ApiSchema({ name, description })(made);
  return made;
}
