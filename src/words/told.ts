import { speech } from './locale.js';
import { decimals } from './numbers.js';
import { EXACT, SENTENCES } from './told/index.js';

/** A sentence of another room in its parts: `{drug} ran at {dose} mcg/day`. */
interface Pattern {
  readonly finds: RegExp;
  readonly says: string;
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** A number, with its unit. */
const QUANTITY = String.raw`−?\d[\d.,:-]*(?: [A-Za-z/%]+)?`;

/** `{low#}` is a number with its unit, and nothing else. */
const patternOf = ([english, says]: readonly [string, string]): Pattern => {
  const source = english
    .split(/(\{\w+#?\})/)
    .map((part) => {
      const [, name, isQuantity] = /^\{(\w+)(#?)\}$/.exec(part) ?? [];
      return name === undefined ? escaped(part) : `(?<${name}>${isQuantity ? QUANTITY : '.+?'})`;
    })
    .join('');
  return { finds: new RegExp(`^${source}$`, 's'), says };
};

let patterns: readonly Pattern[] | undefined;

const NUMBER = /^[-−]?\d+\.\d+( %)?$/;
const MOST_DEPTH = 6;

function inSpanish(english: string, depth: number): string {
  const exact = EXACT.get(english);
  if (exact !== undefined) return exact;
  if (NUMBER.test(english)) return decimals(english);
  if (depth === MOST_DEPTH) return english;
  patterns ??= SENTENCES.map(patternOf);
  for (const { finds, says } of patterns) {
    const found = finds.exec(english);
    if (found)
      return says.replaceAll(/\{(\w+)(\*?)\}/g, (_, name: string, isList: string) =>
        (isList ? listed : inSpanish)(found.groups![name]!, depth + 1),
      );
  }
  if (english.includes('; ')) return listed(english, depth + 1);
  return EXACT.get(english.replaceAll('-', ' ')) ?? english;
}

/** Each item by itself; commas within brackets part nothing. */
function listed(english: string, depth: number): string {
  const sign = english.includes('; ') ? '; ' : ', ';
  const items = english.split(sign === '; ' ? sign : /, (?![^(]*\))/);
  return items.map((item) => inSpanish(item, depth)).join(sign);
}

/**
 * What another room says in English, in the language of whoever reads: a code in words, a name, or a sentence with
 * figures in it. What the catalogue does not know stays as it is.
 */
export const told = (english: string): string => (speech().locale === 'en' ? english : inSpanish(english, 0));
