import type { Content } from 'pdfmake';
import { widthOf } from '../charts/svg.js';
import { LINE_HEIGHT, SIZE } from './sizes.js';

/** How high a line of the font is by itself. */
const FONT_HEIGHT = 1.172;

type Node = Readonly<Record<string, unknown>>;

const sizeOf = ({ fontSize, style }: Node, size: number): number => {
  if (typeof fontSize === 'number') return fontSize;
  return (typeof style === 'string' ? SIZE[style as keyof typeof SIZE] : undefined) ?? size;
};

function verticalMargin({ margin }: Node): number {
  if (!Array.isArray(margin)) return 0;
  const [, top = 0, , bottom = 0] = margin as number[];
  return top + bottom;
}

/** Breaks at spaces alone, so that it never finds fewer lines than there are. */
function linesOf(text: string, width: number, size: number): number {
  let lines = 1;
  let filled = 0;
  for (const word of text.split(' ')) {
    const wide = widthOf(`${word} `, size);
    if (filled > 0 && filled + wide > width) {
      lines += 1;
      filled = 0;
    }
    filled += wide;
    for (; filled > width; filled -= width) lines += 1;
  }
  return lines;
}

const plain = (text: unknown): string => {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(plain).join('');
  return typeof text === 'object' && text !== null ? plain((text as Node)['text']) : '';
};

/** A line for a signature, with the room to write on it. */
const MOST_CANVAS_HEIGHT = 23;
const SVG_HEIGHT = / height="([\d.]+)"/;

/**
 * At least as high as a content becomes when it is laid out, in points: what is kept together but does not fit on a
 * page would be cut off.
 */
export function heightOf(content: Content, width: number, inherited: number = SIZE.body): number {
  if (typeof content === 'string' || typeof content === 'number')
    return linesOf(String(content), width, inherited) * inherited * LINE_HEIGHT * FONT_HEIGHT;
  const sum = (parts: readonly Content[], size: number) =>
    parts.reduce<number>((height, part) => height + heightOf(part, width, size), 0);
  if (Array.isArray(content)) return sum(content, inherited);
  const node = content as unknown as Node;
  const size = sizeOf(node, inherited);
  const margin = verticalMargin(node);
  if (node['stack'] !== undefined) return margin + sum(node['stack'] as Content[], size);
  if (node['columns'] !== undefined) {
    const columns = node['columns'] as (Content & { width: number })[];
    return margin + Math.max(...columns.map((column) => heightOf(column, column.width, size)));
  }
  if (node['svg'] !== undefined) {
    const [, most = Number.POSITIVE_INFINITY] = (node['fit'] ?? []) as readonly number[];
    return margin + Math.min(most, Number(SVG_HEIGHT.exec(node['svg'] as string)?.[1] ?? 0));
  }
  if (node['canvas'] !== undefined) return margin + MOST_CANVAS_HEIGHT;
  if (node['table'] !== undefined) {
    const { widths, body } = node['table'] as { widths: number[]; body: Content[][] };
    return margin + body.reduce((height, row) => height + rowHeight(row, widths, size), 0);
  }
  return margin + heightOf(plain(node['text']), width, size);
}

/** The most that a layout of ours puts above and below a row. */
const ROW_PADDING = 7;

export const rowHeight = (
  row: readonly Content[],
  widths: readonly number[],
  size: number = SIZE.body,
): number => ROW_PADDING + Math.max(...row.map((cell, column) => heightOf(cell, widths[column] ?? 0, size)));
