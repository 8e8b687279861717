/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, side: 48, top: 66, bottom: 62 } as const;
export const WIDTH = Math.floor(PAGE.width - 2 * PAGE.side);
export const INNER_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom;

/** Of the text, by style. */
export const SIZE = {
  body: 8.5,
  small: 7.2,
  print: 6.7,
  code: 7.2,
  header: 7.2,
  kicker: 9.5,
  heading: 12.5,
  title: 21,
} as const;
export const LINE_HEIGHT = 1.18;
