/** What a cell holds; nothing is an empty cell. */
export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet would take such a text for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

function field(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * RFC 4180: a header, CRLF after each record. Numbers are written as they are, with a point; a text that a spreadsheet
 * would compute gets an apostrophe before it.
 */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Partial<Record<Column, Cell>>>[],
): string {
  const lines = [columns.join(','), ...rows.map((row) => columns.map((name) => field(row[name])).join(','))];
  return lines.map((line) => `${line}\r\n`).join('');
}
