/** In the order of the week, from Monday. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The numbers, from 0 for Monday, of the days that are named; all where none are. */
export const daysNamed = (weekdays: unknown): readonly number[] =>
  Array.isArray(weekdays) && weekdays.length > 0
    ? WEEKDAYS.flatMap((day, index) => (weekdays.includes(day) ? [index] : []))
    : WEEKDAYS.map((_, index) => index);
