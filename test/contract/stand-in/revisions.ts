/** The greatest revision: that of the record that deletes a stream for good, and before which nothing is left of one. */
export const LAST_REVISION = Number.POSITIVE_INFINITY;

/** On the wire, 2^63 - 1, which no number is. */
export const GREATEST = 2n ** 63n - 1n;

export const onWire = (revision: number): string =>
  String(revision === LAST_REVISION ? GREATEST : BigInt(revision));
