import type { Content, CustomTableLayout, TableCell } from 'pdfmake';
import type { Mark } from '../charts/marks.js';
import { heightOf, rowHeight } from './height.js';
import { INNER_HEIGHT, WIDTH } from './sizes.js';

export const INK = '#1a1a1a';
export const GREY = '#555555';
const HAIRLINE = '#c8c8c8';

const GAP = 10;
export const heading = (text: string): Content => ({ text, style: 'heading' });
export const small = (text: string): Content => ({ text, style: 'small' });

/** A mark beside the first line of a text. */
const markOf = ({ points, closed, filled, dashed }: Mark, size = 8): Content => ({
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

/** What is kept together must fit on a page, a row below the head of its table, else it would be cut off. */
const MOST_HEIGHT = INNER_HEIGHT - 12;
const MOST_ROW_HEIGHT = INNER_HEIGHT - 70;

const ruledLines = (headerRows: number, titled: boolean): CustomTableLayout => ({
  hLineWidth: (row) => (row === headerRows ? 0.8 : row === 0 || (titled && row === 1) ? 0 : 0.4),
  hLineColor: (row) => (row === headerRows ? INK : HAIRLINE),
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => GAP,
  paddingTop: (row) => (row < headerRows ? 2 : 3.2),
  paddingBottom: (row) => (row < headerRows ? 2.5 : 3.6),
});

interface Ruled {
  /** Stands above the table on each of its pages. */
  readonly title?: string;
  readonly header: readonly Content[];
  /** Of the columns with the gap right of them; in all `WIDTH`. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly Content[])[];
}

/** A table with a rule under its header, which stands on each page again, and rows that do not split. */
export function ruled({ title, header, widths, rows }: Ruled): Content {
  const inner = widths.map((width) => width - GAP);
  const titleRow: TableCell[][] =
    title === undefined
      ? []
      : [[{ text: title, style: 'heading', colSpan: widths.length }, ...widths.slice(1).map(() => '')]];
  const whole = rows.every((row) => rowHeight(row, inner) < MOST_ROW_HEIGHT);
  const headerRows = titleRow.length + 1;
  return {
    table: {
      widths: inner,
      headerRows,
      keepWithHeaderRows: whole ? 1 : 0,
      dontBreakRows: whole,
      body: [
        ...titleRow,
        header.map((name) => ({ stack: [name], style: 'header' })),
        ...rows.map((row) => [...row]),
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
  table: { widths: [WIDTH - 22], body: [[{ stack: [content], margin: [0, 7, 0, 7] }]] },
  layout: {
    hLineWidth: () => 0.8,
    vLineWidth: () => 0.8,
    hLineColor: () => INK,
    vLineColor: () => INK,
    paddingLeft: () => 10,
    paddingRight: () => 10,
    paddingTop: () => 0,
    paddingBottom: () => 0,
  },
  margin,
});

/** On one page where it fits on one. */
export const together = (...content: readonly Content[]): Content => ({
  stack: [...content],
  unbreakable: fits(content),
});

export const fits = (content: readonly Content[]): boolean => heightOf([...content], WIDTH) < MOST_HEIGHT;
