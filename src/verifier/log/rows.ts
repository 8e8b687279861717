import type { DatabaseSync } from 'node:sqlite';

/** A row as it is stored; an integer that no number can hold is a bigint. */
type Row = readonly [
  position: number | bigint,
  streamId: string,
  revision: number | bigint,
  id: string,
  type: string,
  hash: string,
  text: string,
  disclosures: Uint8Array | null,
];

// Read as text, the bytes cost a third of what they cost as a blob.
const COLUMNS = 'position, stream_id, revision, id, type, hash, CAST(bytes AS TEXT), disclosures';

const narrow = (value: Row[number]): Row[number] =>
  typeof value === 'bigint' && value === BigInt(Number(value)) ? Number(value) : value;

/** The last position there is, whatever was made of it. */
export function lastPosition(database: DatabaseSync): bigint {
  const statement = database.prepare('SELECT max(position) AS last FROM events');
  statement.setReadBigInts(true);
  return (statement.get()!.last as bigint | null) ?? 0n;
}

/** Rows are read by pages: one by one they cost half as much again. */
const PAGE = 1_000;

/**
 * Gives a page of the rows after a position, in order, up to another one.
 * @param after undefined for the first rows, wherever they stand
 * @throws Error where the database cannot be read on
 */
export function pageOf(
  database: DatabaseSync,
  after: number | bigint | undefined,
  last: bigint,
): readonly Row[] {
  const from = after === undefined ? '' : 'AND position > ?';
  const statement = database.prepare(
    `SELECT ${COLUMNS} FROM events WHERE position <= ? ${from} ORDER BY position LIMIT ${PAGE}`,
  );
  statement.setReturnArrays(true);
  const read = () => statement.all(last, ...(after === undefined ? [] : [after])) as unknown as Row[];
  try {
    return read();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_OUT_OF_RANGE') throw error;
    // Somebody wrote a number beyond all counting.
    statement.setReadBigInts(true);
    return read().map((row) => row.map(narrow) as unknown as Row);
  }
}

/** Gives all of them. */
export function eachRow(
  database: DatabaseSync,
  after: bigint | undefined,
  last: bigint,
  take: (row: Row) => void,
): void {
  for (let page = pageOf(database, after, last); page.length > 0;) {
    for (const row of page) take(row);
    page = pageOf(database, page.at(-1)![0], last);
  }
}

/** What no valid UTF-8 decodes to, but for itself. */
const REPLACED = '\ufffd';

/** Whether a text that was read from a blob has the blob's bytes, as UTF-8, without any doubt. */
export const isExact = (text: string): boolean => !text.includes(REPLACED);

/** The bytes themselves, for the few of which the text is not enough. */
export function bytesAt(database: DatabaseSync, position: number | bigint): Uint8Array {
  const row = database.prepare('SELECT bytes FROM events WHERE position = ?').get(position);
  return row!.bytes as Uint8Array;
}
