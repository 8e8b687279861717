import { writeFile } from 'node:fs/promises';
import { type Guarded, guarded } from './support/guarded.js';

const DEVICE = { types: ['ReservoirRefilled'], sites: ['north'] };
const ACCESS = { devices: { pump: DEVICE, 'other pump': DEVICE } };

let service: Guarded;
beforeAll(async () => {
  service = await guarded({}, {}, ACCESS);
}, 60_000);
afterAll(() => service.close());

async function send(method: string, path: string, authorization: string, body?: unknown) {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}

const as = async (role: string) =>
  `Bearer ${await service.provider.token({ sub: role, roles: [role], sites: ['*'] })}`;
const make = async (body: unknown) => send('POST', '/v1/keys', await as('admin'), body);
const me = (key: string) => send('GET', '/v1/me', `Bearer ${key}`);
async function firstUses(): Promise<readonly unknown[]> {
  const { body } = await send('GET', '/v1/accesses?kind=key', await as('officer'));
  const items = body['items'] as readonly { readonly action: string; readonly subject: string }[];
  return items.filter(({ action }) => action === 'first use of a key').map(({ subject }) => subject);
}

describe('keys of devices', () => {
  it('are made by admins for clients of the access file, two at a time, and shown once', async () => {
    expect(await send('POST', '/v1/keys', await as('officer'), { client: 'pump' })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', permission: 'keys:manage' },
    });
    expect(await make({ client: 'nobody' })).toMatchObject({ status: 422 });
    expect(await make({ client: 'pump', expiresAt: '2099-01-01' })).toMatchObject({ status: 422 });
    expect(await make({ client: 'pump', more: 1 })).toMatchObject({ status: 422 });

    const first = await make({ client: 'pump' });
    const second = await make({ client: 'pump' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body['key']).toMatch(/^plk_[a-z2-7]{16}_[A-Za-z0-9_-]{43}$/);
    expect(await make({ client: 'pump' })).toMatchObject({ status: 409, body: { code: 'KEYS_OVERLAP' } });
    expect(await me(String(first.body['key']))).toMatchObject({
      status: 200,
      body: { roles: ['device'], sites: ['north'], permissions: ['therapy:append'] },
    });
    expect(await firstUses()).toEqual([`${service.url}#pump`]);
    expect((await me(String(first.body['key']))).status).toBe(200);
    expect(await firstUses()).toHaveLength(1);
    const listed = await send('GET', '/v1/keys', await as('admin'));
    const items = listed.body['items'] as { id: string; client: string; usedFirstAt: string | null }[];
    expect(items.map(({ client, usedFirstAt }) => [client, usedFirstAt !== null])).toEqual([
      ['pump', true],
      ['pump', false],
    ]);
    const secret = String(first.body['key']).slice(-43);
    expect(JSON.stringify(listed.body)).not.toContain(secret);

    const id = String(first.body['id']);
    expect(await send('DELETE', `/v1/keys/${id}`, await as('admin'))).toMatchObject({ status: 204 });
    expect(await me(String(first.body['key']))).toMatchObject({ status: 403, body: { code: 'KEY_REVOKED' } });
    const wrong = String(first.body['key']).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect(await me(wrong)).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
    expect(await make({ client: 'pump' })).toMatchObject({ status: 201 });
  });

  it('survive a restart, and end with their client', async () => {
    const { body } = await make({ client: 'other pump' });
    await service.restart();
    const key = String(body['key']);
    const statusIsSoon = async (status: number) => {
      while ((await me(key)).status !== status) await new Promise((later) => setTimeout(later, 50));
    };
    const access = async () => (await send('GET', '/health/ready', await as('admin'))).body['access'];
    expect((await me(key)).status).toBe(200);
    await writeFile(service.accessFile, JSON.stringify({ devices: { pump: DEVICE } }));
    await statusIsSoon(401);
    await writeFile(service.accessFile, '{ "devices": ');
    while (((await access()) as { status?: string } | undefined)?.status !== 'degraded')
      await new Promise((later) => setTimeout(later, 50));
    expect((await me(key)).status).toBe(401);
    expect((await send('GET', '/health/ready', await as('admin'))).status).toBe(200);
    await writeFile(service.accessFile, JSON.stringify(ACCESS));
    await statusIsSoon(200);
  }, 60_000);

  it('that are wrong are refused for an hour after 60 of an address; right ones never are', async () => {
    const { body } = await make({ client: 'other pump' });
    const wrong = `plk_${'a'.repeat(16)}_${'A'.repeat(43)}`;
    const statuses = new Set<number>();
    for (let tries = 0; tries < 61; tries += 1) statuses.add((await me(wrong)).status);
    expect([...statuses]).toEqual([401, 429]);
    expect(Number((await me(wrong)).headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect((await me(String(body['key']))).status).toBe(200);
  });
});
