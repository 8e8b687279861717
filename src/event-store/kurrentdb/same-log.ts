import type { Connection } from './connection.js';

/** The last event of a stream, and where it stood. */
export interface Last {
  readonly streamId: string;
  readonly position: number;
}

/** So many streams may be lost at once. */
export const MOST_COMPARED = 8;

/**
 * Whether the server has the log of before: the last event that was read is there, or, where its stream was deleted for good, so
 * that a scavenge may have taken it, that of another stream.
 * @param lasts of streams, the last first
 * @throws StoreUnavailable
 */
export async function isSameLog(connection: Connection, lasts: readonly Last[]): Promise<boolean> {
  for (const { streamId, position } of lasts.slice(0, MOST_COMPARED)) {
    const found = await connection.at(position);
    if (found) return found.streamId === connection.prefix + streamId;
    if (!(await connection.isClosed(connection.prefix + streamId))) return false;
  }
  return true;
}
