import type { DataClass } from '../../../therapy/events/fields/nested.js';

/**
 * The help below a field of a form: plain text, with code between backticks. `{range}` and `{most}` stand for the
 * numbers that the field accepts and the most items that its list holds. Null where the label says enough.
 */
export type Hint = string | null;

/** A decision for every property: one that is missing does not compile. */
export type Hints<Data> = { readonly [Name in keyof Required<Data>]: Hint };

/** A class whose objects stand inside events, with the hints of its properties. */
export type ClassHints = readonly [DataClass, Readonly<Record<string, Hint>>];

export const classHints = <Data extends object>(
  dataClass: DataClass<Data>,
  hints: Hints<NoInfer<Data>>,
): ClassHints => [dataClass, hints];
