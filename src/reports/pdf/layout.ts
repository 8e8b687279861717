import type { Content, CustomTableLayout, TableCell } from 'pdfmake';
import type { Mark } from '../charts/marks.js';

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, side: 48, top: 66, bottom: 62 } as const;
export const WIDTH = Math.floor(PAGE.width - 2 * PAGE.side);

export const INK = '#1a1a1a';
export const GREY = '#555555';
const HAIRLINE = '#c8c8c8';

const GAP = 10;
/** What may stay together on one page, with room to spare under a heading. */
const MOST_BLOCK_HEIGHT = 420;

export const SIZE = { body: 8.5, small: 7.2, print: 6.7, heading: 12.5, title: 21 } as const;

export const heading = (text: string): Content => ({ text, style: 'heading' });
export const small = (text: string): Content => ({ text, style: 'small' });

/** A mark beside the first line of a text. */
export const markOf = ({ points, closed, filled, dashed }: Mark, size = 8): Content => ({
  canvas: [
    {
      type: 'polyline',
      lineWidth: 1,
      lineColor: '#222222',
      points: points.map(([x, y]) => ({ x: (x * size) / 10, y: (y * size) / 10 })),
      ...(closed && { closePath: true }),
      ...(filled && { color: '#222222' }),
      ...(dashed && { dash: { length: 1.6, space: 1.2 } }),
    },
  ],
});

export const marked = (mark: Mark, content: Content, width = WIDTH): Content => ({
  columns: [
    { width: 15, stack: [markOf(mark)], margin: [0, 1.6, 0, 0] },
    { width: width - 15, stack: [content] },
  ],
});

/** All the text in a cell, to know about how high it becomes. */
function textIn(part: unknown): string {
  if (typeof part === 'string') return part;
  if (Array.isArray(part)) return part.map(textIn).join(' ');
  if (typeof part !== 'object' || part === null) return '';
  const { text, stack, columns } = part as Record<string, unknown>;
  return textIn(text ?? stack ?? columns);
}

/** A block that is kept together but higher than a page would lose what does not fit: such a one may be split. */
export const staysWhole = (cells: readonly unknown[], widths: readonly number[]): boolean =>
  cells.every((cell, index) => {
    const lines = (textIn(cell).length * SIZE.body * 0.6) / (widths[index] ?? WIDTH);
    return lines * SIZE.body * 1.3 < MOST_BLOCK_HEIGHT;
  });

const ruledLines = (headerRows: number, titled: boolean): CustomTableLayout => ({
  hLineWidth: (row) => (row === headerRows ? 0.8 : row === 0 || (titled && row === 1) ? 0 : 0.4),
  hLineColor: (row) => (row === headerRows ? INK : HAIRLINE),
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => GAP,
  paddingTop: (row) => (row < headerRows ? 2 : 3.2),
  paddingBottom: (row) => (row < headerRows ? 2.5 : 3.6),
});

export interface Ruled {
  /** Stands above the table on each of its pages. */
  readonly title?: string;
  /** Lines of their own where a title is told as several. */
  readonly header: readonly (string | string[])[];
  /** Of the columns with the gap right of them; in all `WIDTH`. */
  readonly widths: readonly number[];
  /** Columns of figures, which stand to the right. */
  readonly right?: readonly number[];
  readonly rows: readonly (readonly Content[])[];
}

/** A table with a rule under its header, which stands on each page again, and rows that do not split. */
export function ruled({ title, header, widths, right = [], rows }: Ruled): Content {
  const inner = widths.map((width) => width - GAP);
  const aligned = (cell: Content, column: number): TableCell =>
    right.includes(column) ? { stack: [cell], alignment: 'right' } : cell;
  const titleRow: TableCell[][] =
    title === undefined
      ? []
      : [[{ text: title, style: 'heading', colSpan: widths.length }, ...widths.slice(1).map(() => '')]];
  const whole = rows.every((row) => staysWhole(row, inner));
  const headerRows = titleRow.length + 1;
  return {
    table: {
      widths: inner,
      headerRows,
      keepWithHeaderRows: whole ? 1 : 0,
      dontBreakRows: whole,
      body: [
        ...titleRow,
        header.map((lines, column) => aligned({ stack: [lines].flat(), style: 'header' }, column)),
        ...rows.map((row) => row.map(aligned)),
      ],
    },
    layout: ruledLines(headerRows, titleRow.length > 0),
    margin: [0, 0, 0, 8],
  };
}

/** Names and what they stand for, below each other. */
export const facts = (
  pairs: readonly (readonly [string, Content])[],
  width: number = WIDTH,
  nameWidth = 92,
): Content => ({
  table: {
    widths: [nameWidth, width - nameWidth],
    body: pairs.map(([name, value]) => [{ text: name, style: 'name' }, value as TableCell]),
  },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingRight: () => 0,
    paddingTop: () => 1.2,
    paddingBottom: () => 1.2,
  },
});

/** A frame around what nobody may overlook. */
export const boxed = (
  content: Content,
  margin: [number, number, number, number] = [0, 8, 0, 8],
): Content => ({
  table: { widths: [WIDTH - 22], body: [[{ stack: [content] }]] },
  layout: {
    hLineWidth: () => 0.8,
    vLineWidth: () => 0.8,
    hLineColor: () => INK,
    vLineColor: () => INK,
    paddingLeft: () => 10,
    paddingRight: () => 10,
    paddingTop: () => 7,
    paddingBottom: () => 7,
  },
  margin,
});

export const together = (...content: readonly Content[]): Content => ({
  stack: [...content],
  unbreakable: staysWhole(content, [WIDTH]),
});
