import type { Entry } from './record.js';

/** Therapies that one record names. */
export const MOST_THERAPIES = 500;

/** One access as so many records of one request as its therapies need. */
export function partsOf(entry: Entry): readonly Entry[] {
  const { therapies } = entry;
  if (therapies.length <= MOST_THERAPIES) return [entry];
  return Array.from({ length: Math.ceil(therapies.length / MOST_THERAPIES) }, (_, index) => ({
    ...entry,
    therapies: therapies.slice(index * MOST_THERAPIES, (index + 1) * MOST_THERAPIES),
    ...(index > 0 && { part: index + 1 }),
  }));
}
