import { DatabaseSync } from 'node:sqlite';

/** A row as it is stored; an integer that no number can hold is a bigint. */
export type Row = readonly [
  position: number | bigint,
  therapyId: string,
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

/** Opens the log beside a service that writes to it. */
export const openLog = (file: string): DatabaseSync =>
  new DatabaseSync(file, { readOnly: true, timeout: 5_000 });

/** The last position there is, whatever was made of it. */
export function lastPosition(database: DatabaseSync): bigint {
  const statement = database.prepare('SELECT max(position) AS last FROM events');
  statement.setReadBigInts(true);
  return (statement.get()!.last as bigint | null) ?? 0n;
}

/**
 * Gives the rows after a position, in order, up to another one.
 * @param after undefined for all from the first, wherever it stands
 * @param limit so many at most, where positions are numbers; negative for all
 * @throws Error where the database cannot be read on
 */
export function eachRow(
  database: DatabaseSync,
  after: bigint | undefined,
  last: bigint,
  take: (row: Row) => void,
  limit = -1,
): void {
  const query = (from: number | bigint | undefined, bigInts: boolean) => {
    const where = `position <= ${last}${from === undefined ? '' : ` AND position > ${from}`}`;
    const statement = database.prepare(
      `SELECT ${COLUMNS} FROM events WHERE ${where} ORDER BY position LIMIT ${limit}`,
    );
    statement.setReturnArrays(true);
    statement.setReadBigInts(bigInts);
    return statement.iterate() as unknown as Iterable<Row>;
  };
  let position: number | bigint | undefined = after;
  try {
    for (const row of query(after, false)) {
      take(row);
      position = row[0];
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_OUT_OF_RANGE') throw error;
    // Somebody wrote a number beyond all counting: slower from here on.
    for (const row of query(position, true)) take(row.map(narrow) as unknown as Row);
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
