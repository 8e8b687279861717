import { type IncomingMessage, get } from 'node:http';
import { WAYS } from '../../src/ways/ways.module.js';
import type { Ways } from '../../src/ways/ways.js';
import { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from './support/guarded.js';

let service: Guarded;
beforeAll(async () => {
  service = await guarded({}, { claimsByUserInfo: true });
}, 60_000);
afterAll(() => service.close());

const ways = () => service.app.get<Ways>(WAYS, { strict: false });
const me = (browser: Browser) => browser.ask(`${service.url}/v1/me`);
const issuer = () => service.provider.issuer;

async function logOut(browser: Browser): Promise<Response> {
  return browser.ask(`${service.url}/auth/logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: service.url },
    body: '',
  });
}

const follow = (browser: Browser): Promise<IncomingMessage> =>
  new Promise((answered, failed) => {
    const secret = browser.cookie(service.url, '__Host-pump-ledger');
    const headers = { cookie: `__Host-pump-ledger=${secret}`, accept: 'text/event-stream' };
    get(`${service.url}/live`, { headers }, answered).on('error', failed);
  });

const event = 'http://schemas.openid.net/event/backchannel-logout';
async function backchannel(claims: Record<string, unknown>, header = { typ: 'logout+jwt' }): Promise<number> {
  const now = Math.floor(Date.now() / 1_000);
  const token = await service.provider.sign(
    {
      iss: issuer(),
      aud: 'pump-ledger',
      iat: now,
      exp: now + 120,
      jti: crypto.randomUUID(),
      events: { [event]: {} },
      ...claims,
    },
    header,
  );
  const answer = await fetch(`${service.url}/auth/backchannel-logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ logout_token: token }).toString(),
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe('a session', () => {
  it('knows who it is by UserInfo where the ID token does not say', async () => {
    const browser = await service.loggedIn('rea');
    expect(await (await me(browser)).json()).toMatchObject({
      subject: `${issuer()}#rea`,
      name: 'Rea Reader',
      roles: ['reader'],
      sites: ['north'],
    });
  });

  it('without a role of ours reaches itself and the way out alone', async () => {
    const browser = await service.loggedIn('non').catch(() => undefined);
    const own = browser ?? new Browser();
    if (!browser) {
      const page = await own.follow(`${service.url}/auth/login?return=/v1/me`);
      await own.choose(page.at, 'non');
    }
    expect((await me(own)).status).toBe(200);
    expect((await own.ask(`${service.url}/v1/policies`)).status).toBe(403);
    const again = await own.ask(`${service.url}/auth/reauthenticate?intent=x`);
    expect([again.status, await again.json()]).toMatchObject([403, { code: 'NO_ROLE' }]);
    expect((await logOut(own)).status).toBe(200);
  });

  it('after its end only a fresh login counts in its browser', async () => {
    const browser = await service.loggedIn('rea');
    const out = await logOut(browser);
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect((await me(browser)).status).toBe(401);
    const to = await browser.open(`${service.url}/auth/login`);
    const asked = new URL(to.headers.get('location')!);
    expect([asked.searchParams.get('prompt'), asked.searchParams.get('max_age')]).toEqual(['login', '28800']);

    // As a provider that does not ask, and lets in by its own session.
    asked.searchParams.delete('prompt');
    const end = await browser.follow(asked.href);
    expect([end.status, await end.text()]).toEqual([
      403,
      expect.stringContaining('only a fresh login counts'),
    ]);
    expect((await me(browser)).status).toBe(401);

    await service.loggedIn('rea', browser);
    expect((await me(browser)).status).toBe(200);
  });

  it('survives a restart of the service', async () => {
    const browser = await service.loggedIn('rec');
    await service.restart();
    expect((await me(browser)).status).toBe(200);
  });

  it('takes over what the provider says after an hour, and ends where it vouches no more', async () => {
    const browser = await service.loggedIn('rev');
    const [session] = ways().sessions.of({ iss: issuer(), sub: 'rev' });
    const at = service.provider.people.findIndex(({ sub }) => sub === 'rev');
    const before = service.provider.people[at]!;
    const old = Date.now() - 3_700_000;
    const makeOld = () => {
      // As a clock would: what is kept of the session says when the provider was asked.
      const live = (ways().sessions as unknown as { byHash: Map<string, { stated: { at: number } }> }).byHash;
      live.get(session!.hash)!.stated = { at: old, age: 3_700_000 } as never;
    };
    service.provider.people[at] = { ...before, roles: ['reader'] };
    makeOld();
    expect(await (await me(browser)).json()).toMatchObject({ roles: ['reader'] });
    service.provider.away = true;
    makeOld();
    expect((await me(browser)).status).toBe(200);
    service.provider.away = false;
    service.provider.people.splice(at, 1);
    const restating = (ways() as unknown as { restating: { failed: Map<string, number> } }).restating;
    restating.failed.clear();
    makeOld();
    expect((await me(browser)).status).toBe(401);
    service.provider.people.push(before);
  });
});

describe('what is open', () => {
  it('ends with the session, and no more than ten streams are open at once', async () => {
    const browser = await service.loggedIn('rea');
    const streams: IncomingMessage[] = [];
    for (let count = 0; count < 10; count += 1) streams.push(await follow(browser));
    expect(streams.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
    const more = await follow(browser);
    expect([more.statusCode, Number(more.headers['retry-after']) > 0]).toEqual([429, true]);
    more.resume();
    const ended = Promise.all(
      streams.map((stream) => new Promise((done) => stream.resume().once('close', done))),
    );
    const began = performance.now();
    expect(await backchannel({ sub: 'rea' })).toBe(200);
    await ended;
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await me(browser)).status).toBe(401);
  }, 30_000);
});

describe('a logout token', () => {
  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: 'https://other.example' }],
    ['for another client', { aud: 'other' }],
    ['that is older than two minutes', { iat: Math.floor(Date.now() / 1_000) - 200 }],
    ['with a nonce', { nonce: 'n' }],
    ['without the event', { events: {} }],
    ['without a name', {}],
    ['without a jti', { jti: undefined, sub: 'off' }],
  ])('%s ends nothing', async (_what, claims) => {
    const browser = await service.loggedIn('off');
    const named = _what === 'without a name' ? {} : { sub: 'off' };
    expect(await backchannel({ ...named, ...claims })).toBe(400);
    expect((await me(browser)).status).toBe(200);
  });

  it('counts once', async () => {
    const jti = crypto.randomUUID();
    expect(await backchannel({ sub: 'off', jti })).toBe(200);
    const browser = await service.loggedIn('off');
    expect(await backchannel({ sub: 'off', jti })).toBe(400);
    expect((await me(browser)).status).toBe(200);
  });
});

describe('sessions over HTTP', () => {
  it('one sees and ends one’s own, and officers everybody’s', async () => {
    const reader = await service.loggedIn('rea');
    const officer = await service.loggedIn('off');
    const subject = encodeURIComponent(`${issuer()}#rea`);
    const other = encodeURIComponent(`${issuer()}#off`);
    const own = (await (await reader.ask(`${service.url}/v1/sessions`)).json()) as {
      items: { id: string; current: boolean }[];
    };
    expect(own.items.filter(({ current }) => current)).toHaveLength(1);
    expect((await reader.ask(`${service.url}/v1/sessions?subject=${other}`)).status).toBe(403);
    const seen = (await (
      await officer.ask(`${service.url}/v1/sessions?subject=${subject}`)
    ).json()) as typeof own;
    expect(seen.items.map(({ id }) => id)).toEqual(own.items.map(({ id }) => id));
    const end = (browser: Browser, id: string) =>
      browser.ask(`${service.url}/v1/sessions/${id}`, { method: 'DELETE', headers: { origin: service.url } });
    const [officers] = ways().sessions.of({ iss: issuer(), sub: 'off' });
    expect((await end(reader, officers!.id)).status).toBe(404);
    for (const { id } of own.items) expect((await end(officer, id)).status).toBe(204);
    expect((await me(reader)).status).toBe(401);
  });
});
