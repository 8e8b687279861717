import { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from './support/guarded.js';

let service: Guarded;
beforeAll(async () => {
  service = await guarded();
}, 60_000);
afterAll(() => service.close());

const me = async (browser: Browser) => {
  const answer = await browser.ask(`${service.url}/v1/sessions`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('a login', () => {
  it('leads a browser that nobody logged in with to the provider, and back to where it was', async () => {
    const browser = new Browser();
    const page = await browser.follow(`${service.url}/policies`);
    expect(page.at).toContain(`${service.provider.issuer}/interaction/`);
    const end = await browser.choose(page.at, 'rea');
    expect([end.status, end.at]).toEqual([200, `${service.url}/policies`]);
  });

  it('refuses a program with 401', async () => {
    const answer = await fetch(`${service.url}/v1/policies`);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await answer.json()).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('counts in its browser alone, and once', async () => {
    const browser = new Browser();
    const page = await browser.follow(`${service.url}/auth/login`);
    const callback = await browser.choose(page.at, 'rea', (url) =>
      url.startsWith(`${service.url}/auth/callback`),
    );
    expect((await new Browser().open(callback.at)).status).toBe(403);
    expect((await browser.open(callback.at)).status).toBe(303);
    expect((await browser.open(callback.at)).status).toBe(403);
  });

  it('refuses the answer of another provider', async () => {
    const browser = new Browser();
    const page = await browser.follow(`${service.url}/auth/login`);
    const callback = await browser.choose(page.at, 'rea', (url) =>
      url.startsWith(`${service.url}/auth/callback`),
    );
    const other = new URL(callback.at);
    other.searchParams.set('iss', 'https://other.example');
    expect((await browser.open(other.href)).status).toBe(403);
    expect((await me(browser)).status).toBe(401);
  });
});
