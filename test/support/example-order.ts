import { type RecordableName, eventTypes, recordableNames } from '../../src/therapy/events/index.js';

function startOf(name: RecordableName): number {
  const { occurredAt } = eventTypes[name].example;
  return Date.parse(typeof occurredAt === 'string' ? occurredAt : occurredAt.earliest);
}

/** The order in which the examples can be recorded one after the other, and in which they happened. */
export const exampleOrder: readonly RecordableName[] = recordableNames.toSorted(
  (a, b) => startOf(a) - startOf(b),
);
