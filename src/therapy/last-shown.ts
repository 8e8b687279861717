import type { Instant } from './envelope.js';
import type { Shows } from './events/values/shows.js';

interface Shown {
  /** Where it stands in what is shown. */
  readonly member: string;
  readonly at: Instant;
}

const shown = (member: string, instant: string | undefined): Shown[] =>
  instant === undefined ? [] : [{ member, at: Date.parse(instant) }];

/** The latest instant that a reading shows; undefined where it shows none. */
export function lastShown({ stoppedSince, motorStalls = [], patientBoluses }: Shows): Shown | undefined {
  const all = [
    ...shown('stoppedSince', stoppedSince),
    ...motorStalls.flatMap(({ from, to }, index) => [
      ...shown(`motorStalls/${index}/from`, from),
      ...shown(`motorStalls/${index}/to`, to),
    ]),
    ...shown('patientBoluses/since', patientBoluses?.since),
    ...(patientBoluses?.at ?? []).flatMap((one, index) => shown(`patientBoluses/at/${index}`, one)),
  ];
  return all.toSorted((a, b) => b.at - a.at)[0];
}
