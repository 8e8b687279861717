import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale, speech } from './locale.js';

/** A text of the catalogue: an ICU message in each language, with the same names in braces. */
export type Text = Readonly<Record<Locale, string>>;

type Plain = string | number | false | null | undefined;
type Said<Node> = string | readonly (string | Node)[];

const parsed = new Map<string, IntlMessageFormat>();

function messageOf(pattern: string, locale: Locale): IntlMessageFormat {
  const key = locale + pattern;
  const known = parsed.get(key);
  if (known) return known;
  const message = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true });
  parsed.set(key, message);
  return message;
}

/** A text in the language of whoever reads. Without values it is plain text, in which quotes and braces stand for themselves. */
export function say(text: Text, values?: Readonly<Record<string, Plain>>): string;
/** The same around what is no text, such as links. */
export function say<Node>(text: Text, values: Readonly<Record<string, Node>>): Said<Node>;
export function say<Node>(text: Text, values?: Readonly<Record<string, Node>>): Said<Node> {
  const { locale } = speech();
  const pattern = text[locale];
  if (!values) return pattern;
  return messageOf(pattern, locale).format<Node>(values) as Said<Node>;
}
