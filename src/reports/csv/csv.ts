import { inTurns } from '../../waiting/in-turns.js';

/** What a cell holds; nothing is an empty cell. */
export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet would take such a text for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
/** Records written at once. */
const AT_ONCE = 500;
const NEEDS_QUOTES = /[",\r\n]/;

function field(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/**
 * RFC 4180: a header, CRLF after each record. Numbers are written as they are, with a point; a text that a spreadsheet
 * would compute gets an apostrophe before it. Records of a long table are written some at a time: others are served in
 * between.
 */
export async function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Partial<Record<Column, Cell>>>[],
): Promise<string> {
  const starts = Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, part) => part * AT_ONCE);
  const parts = await inTurns(
    starts.map(
      (start) => () =>
        rows
          .slice(start, start + AT_ONCE)
          .map((row) => line(columns.map((name) => field(row[name]))))
          .join(''),
    ),
  );
  return line(columns) + parts.join('');
}
