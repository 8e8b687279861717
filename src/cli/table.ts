import { sixDigits } from '../infusion/six-digits.js';

export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '-' : sixDigits(value);

/** To the minute, in UTC. */
export const minute = (at: string | null | undefined): string =>
  at ? `${at.slice(0, 10)} ${at.slice(11, 16)}` : '-';

const isFigure = (text: string) => /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) || text === '-';

/** Aligned columns: figures to the right, words to the left. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = headers.map((header, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    const width = Math.max(header.length, ...cells.map(({ length }) => length));
    return { width, right: cells.length > 0 && cells.every(isFigure) };
  });
  const line = (cells: readonly string[]) =>
    columns
      .map(({ width, right }, column) =>
        right ? (cells[column] ?? '').padStart(width) : (cells[column] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return [line(headers), ...rows.map(line)].join('\n');
}

/** Names and values below each other. */
export function list(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
