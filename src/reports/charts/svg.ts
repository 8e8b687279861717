const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);

/** A coordinate, rounded to a hundredth: more digits cannot be seen. */
export const coordinate = (value: number): number => Math.round(value * 100) / 100;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of SVG; `children` are elements or text that is escaped already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escaped(String(value))}"`,
    )
    .join('');
  return children.length > 0 ? `<${name}${given}>${children.join('')}</${name}>` : `<${name}${given}/>`;
}

const FONT_SIZE = 7.5;

/** How much wider a bold text may be than `widthOf`, also in the broad fonts of some browsers. */
export const BOLD = 1.2;

const NARROW = /[fijlrt.,:;()\- ]/;
const WIDE = /[mwA-Z@%]/;

/** About how wide a text of the charts is; a little more than it really is. */
export const widthOf = (words: string, size: number = FONT_SIZE): number =>
  [...words].reduce(
    (sum, sign) => sum + (NARROW.test(sign) ? 0.34 : WIDE.test(sign) ? 0.9 : sign > '~' ? 1.05 : 0.58),
    0,
  ) * size;

interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly size?: number;
  readonly fill?: string;
  /** For the style sheets of pages. */
  readonly class?: string;
}

export const text = (x: number, y: number, words: string, style: TextStyle = {}): string => {
  const { anchor = 'start', bold = false, size = FONT_SIZE, fill = '#333333', class: name } = style;
  return element(
    'text',
    {
      x,
      y,
      'text-anchor': anchor,
      'font-size': size,
      'font-weight': bold ? 'bold' : undefined,
      fill,
      class: name,
    },
    escaped(words),
  );
};

export const line = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  stroke: string,
  attributes: Attributes = {},
): string => element('line', { x1, y1, x2, y2, stroke, 'stroke-width': 0.5, ...attributes });
