const REPLACEMENT = '\uFFFD';

/**
 * Text as a font can show it: what it has no glyph for, and what would act on the text around it instead of being
 * seen (control and direction signs), stands as a replacement mark; line ends and tabs are spaces.
 */
function printable(text: string, glyphs: ReadonlySet<number>): string {
  if (/^[\u0020-\u007E]*$/.test(text)) return text;
  let printed = '';
  for (const sign of text) {
    if (/[\n\r\t]/.test(sign)) printed += ' ';
    else printed += glyphs.has(sign.codePointAt(0)!) && !/[\p{Cc}\p{Cf}]/u.test(sign) ? sign : REPLACEMENT;
  }
  return printed;
}

/** The same for every text of a document's content, however deep; what is no text stays as it is. */
export function allPrintable<Part>(part: Part, glyphs: ReadonlySet<number>): Part {
  if (typeof part === 'string') return printable(part, glyphs) as Part;
  if (Array.isArray(part)) return part.map((one: unknown) => allPrintable(one, glyphs)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, member]: [string, unknown]) => [name, allPrintable(member, glyphs)]),
  ) as Part;
}
