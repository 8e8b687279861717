import type { Server } from '../e2e/support/server.js';
import { ADDRESSES, ASKED, THERAPY } from './support/addresses.js';
import { sharedService } from './support/shared-service.js';
import { textsOf } from './support/texts-of.js';

let server: Server;
const PAGES = [...ADDRESSES];

const get = (path: string, headers: Readonly<Record<string, string>>) =>
  fetch(server.baseUrl + path, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' });

const textsIn = async (path: string, language: string) => {
  const answer = await get(path, { 'accept-language': language });
  return textsOf(await answer.text());
};

beforeAll(async () => {
  server = await sharedService();
  const html = await (await get(THERAPY + ASKED, {})).text();
  const links = [...html.matchAll(/href="(\/therapies\/[^"]*\/cessations\/[^"]*)"/g)];
  PAGES.push(...new Set(links.map(([, href]) => href!.replaceAll('&amp;', '&'))));
});

/** Names, units and words that both languages write alike. */
const ALIKE =
  /^(,? ?(pump-ledger|baclofen|morphine|case-report-2024|label-holiday|best-practice-titration|strict|ten-years|case-report-[ab]|manual|oral|plan|Hash|mcg|mcg\/mL|mL|[\d.,]+))+,?$|^[\w-]+@\d+$|^[a-z]+([A-Z][A-Za-z]+)+$|^[A-Za-z]+(\.[\w-]+)+$|^pump-ledger\.invalid\//;

it('says nothing outside its catalogue: no words are the same in both languages', async () => {
  const same: Record<string, string> = {};
  const { items } = (await (await get('/v1/therapies?limit=500', { accept: 'application/json' })).json()) as {
    items: { therapyId: string }[];
  };
  const ids = new Set(items.map(({ therapyId }) => therapyId));
  for (const path of PAGES) {
    const [english, spanish] = await Promise.all([textsIn(path, 'en'), textsIn(path, 'es')]);
    expect(english.size).toBeGreaterThan(10);
    for (const text of english)
      if (spanish.has(text) && /[a-z]{3}/.test(text) && !ALIKE.test(text) && !ids.has(text))
        same[text] = path;
  }
  expect(same).toEqual({});
});

/** Words that no Spanish text has. */
const ENGLISH = /\b(the|and|of|was|is|were|with|from|not|by|at|or|which|whether|nobody|shown|likely)\b/i;

it('leaves no English within a Spanish text, such as a part of a sentence of the audit', async () => {
  const english: Record<string, string> = {};
  for (const path of PAGES)
    for (const text of await textsIn(path, 'es')) if (ENGLISH.test(text)) english[text] = path;
  expect(english).toEqual({});
});

it('follows the browser, unless the reader has chosen', async () => {
  const said = async (headers: Readonly<Record<string, string>>) => {
    const answer = await get('/policies', headers);
    const lang = /<html lang="(\w+)"/.exec(await answer.text())![1];
    expect(answer.headers.get('content-language')).toBe(lang);
    expect(answer.headers.get('vary')).toContain('Accept-Language, Cookie');
    return lang;
  };
  expect(await said({ 'accept-language': 'es-ES,es;q=0.9,en;q=0.8' })).toBe('es');
  expect(await said({ 'accept-language': 'de, es;q=0.1, en;q=0.7' })).toBe('en');
  expect(await said({ 'accept-language': 'de' })).toBe('en');
  expect(await said({ 'accept-language': 'en', cookie: 'a=b; lang=es' })).toBe('es');
  expect(await said({ 'accept-language': 'es', cookie: 'lang=xx' })).toBe('es');
});

it('keeps a choice and leads back to the same address, never elsewhere', async () => {
  const answer = await get('//evil.example/?lang=es&type=x', {});
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/evil.example/?type=x');
  expect(answer.headers.get('set-cookie')).toMatch(/^lang=es; Path=\/; .*HttpOnly/);
  expect((await get('/policies?lang=xx', {})).headers.get('set-cookie')).toBeNull();
});

it('tells programs the same whatever they prefer', async () => {
  const path = '/v1/therapies/case-report-a/audit?asOf=2021-09-01&knownAt=2999-01-01';
  const [english, spanish] = await Promise.all(
    ['en', 'es'].map(async (language) => {
      const answer = await fetch(server.baseUrl + path, { headers: { 'accept-language': language } });
      return answer.text();
    }),
  );
  expect(spanish).toEqual(english);
});
