import { WAYS } from '../../src/ways/ways.module.js';
import type { Ways } from '../../src/ways/ways.js';
import type { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from '../ways/support/guarded.js';
import { EXPECTED } from './support/expected.js';
import { requestOf } from './support/requests.js';

const DEVICES = { gauge: { types: ['ReservoirRefilled'], sites: ['*'], therapies: ['n-1'], metrics: true } };

let service: Guarded;
let browser: Browser;
let revoked: string;
let expired: string;
beforeAll(async () => {
  service = await guarded({}, {}, { devices: DEVICES });
  const ways = service.app.get<Ways>(WAYS, { strict: false });
  browser = await service.loggedIn('off');
  for (const { id } of ways.sessions.live) ways.sessions.end(id, 'idle');
  const { key, shown } = ways.keys.make('gauge', 'somebody', Date.now() + 60_000);
  ways.keys.revoke(key);
  revoked = shown;
  expired = ways.keys.make('gauge', 'somebody', Date.now() - 1).shown;
}, 60_000);
afterAll(() => service.close());

const routes = EXPECTED.map((row) => [`${row[0]} ${row[1]}`, row] as const);

async function outcome(init: RequestInit & { url: string }): Promise<string> {
  const answer = await browser.ask(service.url + init.url, init);
  const { code } = (await answer.json()) as { code: string };
  return `${answer.status} ${code}`;
}

/** As a program sends it, or the script of a page. */
function sent(row: (typeof EXPECTED)[number], headers: Record<string, string>) {
  const [method, url, { body, headers: own }] = requestOf(row[0], row[1], 'n-1');
  const isText = body === undefined || typeof body === 'string';
  return {
    url,
    method,
    headers: { ...(!isText && { 'content-type': 'application/json' }), ...own, accept: '*/*', ...headers },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  };
}

describe('what is over lets nobody in', () => {
  it.each(routes)('a session: %s', async (_name, row) => {
    expect(await outcome(sent(row, { origin: service.url }))).toBe('401 UNAUTHENTICATED');
  });

  it.each(routes)('a key that was revoked: %s', async (_name, row) => {
    expect(await outcome(sent(row, { authorization: `Bearer ${revoked}` }))).toBe('403 KEY_REVOKED');
  });

  it('a key whose time is over', async () => {
    const row = EXPECTED.find(([, route]) => route === '/metrics')!;
    expect(await outcome(sent(row, { authorization: `Bearer ${expired}` }))).toBe('401 TOKEN_INVALID');
  });

  it('and a window is led to the login', async () => {
    const answer = await browser.open(`${service.url}/therapies/n-1?policy=strict`);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/auth/login?return=%2Ftherapies%2Fn-1%3Fpolicy%3Dstrict',
    ]);
  });
});
