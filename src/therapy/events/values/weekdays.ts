import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { compose } from '../fields/compose.js';

/** In the order of the week, from Monday. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const message = 'must name at least one day, and none twice';

/** At least one day, each once. */
export const SomeDays = () =>
  compose(
    ArrayNotEmpty({ message }),
    ArrayUnique({ message }),
    ApiProperty({ minItems: 1, uniqueItems: true }),
  );

/** The numbers, from 0 for Monday, of the days that are named; all where none are. */
export const daysNamed = (weekdays: unknown): readonly number[] =>
  Array.isArray(weekdays) && weekdays.length > 0
    ? WEEKDAYS.flatMap((day, index) => (weekdays.includes(day) ? [index] : []))
    : WEEKDAYS.map((_, index) => index);
