import type { RecordedEvent } from '@kurrent/kurrentdb-client';

/** Before the name of a stream, that of its metadata. */
export const METADATA_OF = '$$';

/** Whether it is what the server writes into a stream that was deleted for good. */
export const isTombstone = ({ type }: RecordedEvent): boolean => type === '$streamDeleted';

/** As `$tb`, that of a stream that was deleted but may be written to; no number in JSON is nearer to 2^63-1. */
const DELETED = 2 ** 53;

/** Whether this `$tb` says that its stream was deleted. */
export const isDeletion = (truncateBefore: unknown): boolean => Number(truncateBefore) >= DELETED;
