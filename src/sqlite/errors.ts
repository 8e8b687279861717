/** Primary result codes (https://sqlite.org/rescode.html). */
export const SQLITE_ERROR = 1;
export const SQLITE_BUSY = 5;
export const SQLITE_CORRUPT = 11;
export const SQLITE_CONSTRAINT = 19;
export const SQLITE_NOTADB = 26;

/** Whether SQLite failed with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode !== undefined && codes.includes(errcode & 0xff);
}

/** Whether the file itself is damaged; a full disk, say, does not damage it. */
export const isDamaged = (error: unknown): boolean => hasCode(error, SQLITE_CORRUPT, SQLITE_NOTADB);

/** Whether SQLite failed, or the connection is closed. */
export const isDatabaseError = (error: unknown): boolean =>
  ['ERR_SQLITE_ERROR', 'ERR_INVALID_STATE'].includes((error as { code?: string }).code ?? '');

/** Whether SQLite could not read or write, for want of space, say; not where the schema refused what was to be written. */
export const cannotWork = (error: unknown): boolean =>
  isDatabaseError(error) && !hasCode(error, SQLITE_ERROR, SQLITE_CONSTRAINT);
