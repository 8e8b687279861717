import { readdirSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { speaking } from '../../src/words/locale.js';
import type { Text } from '../../src/words/say.js';
import { told } from '../../src/words/told.js';
import { EXACT, SENTENCES } from '../../src/words/told/index.js';
import { exactInstant, instantInWords, longDay } from '../../src/words/times.js';

const FOLDER = new URL('../../src/words/texts/', import.meta.url);
const texts: [string, Text][] = [];

beforeAll(async () => {
  for (const file of readdirSync(FOLDER)) {
    const [group] = Object.values(
      (await import(new URL(file, FOLDER).href)) as Record<string, Record<string, Text>>,
    );
    texts.push(...Object.entries(group!).map(([key, text]) => [`${file} ${key}`, text] as [string, Text]));
  }
});

/** The names in braces, also within plurals. */
function namesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.plural)
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => namesIn(value))];
    return element.type === TYPE.argument ? [element.value] : [];
  });
}
const placeholders = (message: string) => [...new Set(namesIn(parse(message, { ignoreTag: true })))].sort();

it('has each text in both languages with the same names in braces', () => {
  expect(texts.length).toBeGreaterThan(800);
  for (const [key, { en, es }] of texts)
    expect({ key, names: placeholders(es) }).toEqual({ key, names: placeholders(en) });
});

it('has the same names in braces in both halves of a sentence that is told', () => {
  const names = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)[#*]?\}/g)].map(([, name]) => name))].toSorted((a, b) =>
      String(a).localeCompare(String(b)),
    );
  for (const [english, spanish] of [...SENTENCES, ...EXACT])
    expect([english, ...names(spanish)]).toEqual([english, ...names(english)]);
});

const spanish = <T>(run: () => T, zone = 'Europe/Madrid') =>
  speaking({ locale: 'es', zone, siteZone: zone }, run);

it('tells sentences of other rooms with their figures', () => {
  const said = 'baclofen fell from 400.5 to 100 mcg/day at the tip within 24 h; more than 50 % counts';
  expect(told(said)).toBe(said);
  expect(spanish(() => told(said))).toBe(
    'baclofen bajó de 400,5 a 100 mcg/día en la punta en 24 h; cuenta más del 50 %',
  );
  expect(spanish(() => told('nothing of this is known'))).toBe('nothing of this is known');
});

it('tells times by the clock of the site, with its name, also across daylight saving', () => {
  const summer = Date.UTC(2021, 6, 1, 22, 30);
  expect(instantInWords(summer)).toBe('2021-07-01 22:30 UTC');
  expect(spanish(() => instantInWords(summer))).toBe('02/07/2021 0:30 CEST'.replace(' 0:', ' 00:'));
  expect(spanish(() => instantInWords(Date.UTC(2021, 0, 1, 23)))).toBe('02/01/2021 00:00 CET');
  expect(spanish(() => exactInstant(summer + 1_005))).toBe('02/07/2021 00:30:01,005 CEST');
  expect(spanish(() => longDay(summer))).toBe('2 de julio de 2021');
  expect(longDay(summer)).toBe('1 July 2021');
});
