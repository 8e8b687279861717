import { type Gated, gated } from './support/gated.js';
import { PEOPLE } from './support/people.js';
import { ask, recorded } from './support/recorded.js';

let service: Gated;
beforeAll(async () => {
  service = await gated(PEOPLE);
  await recorded(service);
  const glass = { therapyId: 'n-1', reason: 'an emergency of ours', purpose: 'ETREAT' };
  const broken = await ask(service, 'recorder@south', 'POST', '/v1/break-glass', { body: glass });
  expect(broken.status).toBe(201);
}, 60_000);
afterAll(() => service.close());

const PAGES = [
  '/',
  '/therapies/n-1',
  '/therapies/n-1/log',
  '/therapies/n-1/record',
  '/integrity',
  '/policies',
];
const HTML = { accept: 'text/html' };

/** Where the links and forms of a page lead, but for the page itself and what is for nobody in particular. */
function leadsOf(html: string): readonly string[] {
  const found = [...html.matchAll(/<a [^>]*href="([^"#]+)|<form [^>]*action="([^"]+)/g)];
  const paths = found.map(([, href, action]) => (href ?? action)!.replaceAll('&amp;', '&'));
  return [...new Set(paths)].filter((path) => path.startsWith('/') && !path.startsWith('/assets/'));
}

it.each([
  'reader@north',
  'recorder@north',
  'reviewer@north',
  'vigilance@north',
  'officer@north',
  'reviewer@*',
  'recorder@south',
])('%s is shown no link that would be refused', async (who) => {
  const pages = await Promise.all(PAGES.map((page) => ask(service, who, 'GET', page, { headers: HTML })));
  const leads = new Set(pages.flatMap(({ status, text }) => (status === 200 ? leadsOf(text) : [])));
  expect(leads.size).toBeGreaterThan(2);
  const refused: string[] = [];
  for (const path of leads) {
    const { status, body } = await ask(service, who, 'GET', path);
    if (status === 401 || status === 403 || body['code'] === 'THERAPY_NOT_FOUND') refused.push(path);
  }
  expect(refused).toEqual([]);
});

it('who may record is offered that, and who may not is not', async () => {
  const page = async (who: string, path: string) =>
    (await ask(service, who, 'GET', path, { headers: HTML })).text;
  expect(await page('recorder@north', '/therapies/n-1')).toContain('/therapies/n-1/record');
  expect(await page('reader@north', '/therapies/n-1')).not.toContain('/record');
  // Through a broken glass it is seen, and nothing else.
  expect(await page('recorder@south', '/therapies/n-1')).not.toContain('/record');
  expect(await page('recorder@north', '/')).toContain('Register a therapy');
  expect(await page('reader@north', '/')).not.toContain('Register a therapy');
  expect(await page('recorder@north', '/therapies/n-1/record')).not.toContain('type=InferenceReviewed');
});

it('a form for a therapy out of reach leads where one for an unknown therapy leads', async () => {
  const leads = async (therapyId: string) => {
    const page = `/therapies/${therapyId}/record`;
    const { text } = await ask(service, 'recorder@north/ward-3', 'GET', page, { headers: HTML });
    return leadsOf(text.replaceAll(therapyId, 'some'));
  };
  expect(await leads('nobodys')).toEqual(await leads('unknown'));
  expect(await leads('nobodys')).toContain('/');
});
