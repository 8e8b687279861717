import { rawRequest } from './support/raw-request.js';
import { type Server, startServer } from './support/server.js';

let server: Server;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server?.stop());

const send = (path: string, init?: RequestInit) => fetch(`${server.baseUrl}${path}`, init);
const port = () => new URL(server.baseUrl).port;

const post = (body: string | Uint8Array<ArrayBuffer>, type?: string) =>
  send('/health/live', { method: 'POST', body, headers: type ? { 'content-type': type } : {} });

async function expectProblem(answer: Response, status: number, code: string) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ type: 'about:blank', status, code });
  expect(answer.status).toBe(status);
  expect(problem['instance']).toBe(`urn:uuid:${answer.headers.get('x-request-id')}`);
  return problem;
}

describe('health', () => {
  it.each(['/health/live', '/health/ready'])('%s answers', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });
});

describe('what is not served', () => {
  it('an unknown path is a problem', async () => {
    await expectProblem(await send('/v1/nothing?asOf=2021'), 404, 'NOT_FOUND');
  });

  it('a wrong method is told the right ones', async () => {
    const answer = await send('/health/live', { method: 'DELETE' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    await expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
  });

  it('a malformed path is a problem', async () => {
    await expectProblem(await send('/%zz'), 400, 'MALFORMED_URL');
  });

  it('headers without end are a problem', async () => {
    const { status, headers } = await rawRequest(`${server.baseUrl}/health/live`, {
      headers: { 'x-long': 'a'.repeat(20_000) },
    });
    expect(status).toBe(431);
    expect(headers['content-type']).toBe('application/problem+json');
  });
});

describe('the loopback border', () => {
  const navigated = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  it.each([
    ['cross-site', '/v1/therapies', {}],
    ['cross-site', '/v1/therapies', navigated],
    ['same-site', '/v1/therapies', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['cross-site', '/', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
    ['cross-site', '/', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['cross-site', '/live?after=', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['cross-site', '/metrics', navigated],
  ])('refuses what a page of another site asks for: %s %s %j', async (site, path, headers) => {
    const answer = await rawRequest(`${server.baseUrl}${path}`, {
      headers: { 'sec-fetch-site': site, ...headers },
    });
    expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([
      403,
      'FOREIGN_SITE',
    ]);
  });

  it.each([
    ['cross-site', '/', navigated],
    ['same-site', '/policies', navigated],
    ['none', '/v1/therapies', navigated],
    ['same-origin', '/v1/therapies', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  ])('takes a link to a page, and what its own pages ask for: %s %s', async (site, path, headers) => {
    const all = { 'sec-fetch-site': site, ...headers };
    expect((await rawRequest(`${server.baseUrl}${path}`, { headers: all })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '128.0.0.1',
    '127.evil.example',
    '[::2]',
    '10.0.0.1:3000',
  ])('refuses the host %s', async (host) => {
    const { status, text } = await rawRequest(`${server.baseUrl}/health/live`, { headers: { host } });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: 'FOREIGN_HOST' });
  });

  it.each(['localhost', 'LOCALHOST:1', '127.0.0.1', '127.8.7.6:99', '[::1]:80'])(
    'takes the host %s',
    async (host) => {
      expect((await rawRequest(`${server.baseUrl}/health/live`, { headers: { host } })).status).toBe(200);
    },
  );

  it.each([
    'http://evil.example',
    'null',
    'http://127.0.0.1:1',
    'https://127.0.0.1',
    'http://localhost.evil.example',
  ])('refuses the origin %s', async (origin) => {
    const { status, text } = await rawRequest(`${server.baseUrl}/health/live`, { headers: { origin } });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: 'FOREIGN_ORIGIN' });
  });

  it('takes its own origin', async () => {
    const headers = { origin: `http://127.0.0.1:${port()}` };
    expect((await rawRequest(`${server.baseUrl}/health/live`, { headers })).status).toBe(200);
  });

  it('refuses a preflight from elsewhere', async () => {
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
    const answer = await rawRequest(`${server.baseUrl}/health/live`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('documents', () => {
  it('the page and all that it loads', async () => {
    const page = await send('/docs');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self' 'unsafe-inline'");
    const assets = [...html.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(([, path]) => path!);
    expect(assets.length).toBeGreaterThanOrEqual(4);
    for (const asset of assets) {
      const answer = await fetch(new URL(asset, `${server.baseUrl}/docs`));
      expect([asset, answer.status]).toEqual([asset, 200]);
    }
    // The policy allows no script within the page.
    expect(html).not.toMatch(/<script>(?!\s*<)/);
  });

  it('the OpenAPI document', async () => {
    const document = (await (await send('/openapi.json')).json()) as {
      info: Record<string, unknown>;
      components: { schemas: Record<string, { properties: object }> };
    };
    expect(document.info).toMatchObject({ title: 'pump-ledger', license: { name: 'MIT' } });
    expect(document.info['version']).toMatch(/^\d+\.\d+\.\d+/);
    expect(document.info['description']).toContain('retrospective evidence, not clinical advice');
    expect(Object.keys(document.components.schemas['Problem']!.properties)).toEqual(
      expect.arrayContaining(['type', 'title', 'status', 'detail', 'code', 'errors']),
    );
  });

  it('other pages allow no inline styles, and nobody may frame them', async () => {
    const policy = (await send('/health/live')).headers.get('content-security-policy');
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

it('measures requests by route and status', async () => {
  await send('/health/live');
  await send('/nothing');
  const metrics = await (await send('/metrics')).text();
  expect(metrics).toMatch(/^http_requests_total\{method="GET",route="\/health\/live",status="200"\} \d+$/m);
  expect(metrics).toMatch(/^http_requests_total\{method="GET",route="unknown",status="404"\} \d+$/m);
  expect(metrics).toMatch(/^http_request_duration_seconds_count\{[^}]*route="\/health\/live"[^}]*\} \d+$/m);
  expect(metrics).toContain('process_resident_memory_bytes');
});

it('refuses a body on a path that takes none as a wrong method', async () => {
  await expectProblem(await post('{}', 'application/json'), 405, 'METHOD_NOT_ALLOWED');
});
