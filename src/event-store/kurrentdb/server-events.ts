import type { RecordedEvent } from '@kurrent/kurrentdb-client';

/** Before the name of a stream, that of its metadata. */
export const METADATA_OF = '$$';

/** Whether it is what the server writes into a stream that was deleted for good. */
export const isTombstone = ({ type }: RecordedEvent): boolean => type === '$streamDeleted';
