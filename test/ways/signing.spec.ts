import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPack } from '../e2e/support/check-pack.js';
import { startCli } from '../e2e/support/command.js';
import { filesIn } from '../evidence/support/unpacked.js';
import { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from './support/guarded.js';

type Json = Record<string, unknown>;

const THERAPY = 'case-report-a';
let service: Guarded;
beforeAll(async () => {
  service = await guarded({ SIGN_SEPARATION: 'refuse' });
  const imported = await bearer(
    { sub: 'rec', roles: ['recorder'], sites: ['*'] },
    'POST',
    '/v1/import',
    readFileSync('examples/case-report/case-report-a.ndjson', 'utf8'),
    'application/x-ndjson',
  );
  expect(imported).toMatchObject({ status: 200, body: { rejected: [] } });
}, 120_000);
afterAll(() => service.close());

const now = () => Math.floor(Date.now() / 1_000);

async function bearer(claims: Json, method: string, path: string, body?: string, type = 'application/json') {
  const token = await service.provider.token({ name: 'Reva Reviewer', ...claims });
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
}

const REVIEWER = { sub: 'rev', roles: ['reviewer'], sites: ['*'] };

async function signature(more: Json = {}): Promise<Json> {
  const { body } = await bearer(REVIEWER, 'GET', `/v1/therapies/${THERAPY}/audit?asOf=2021-09-01`);
  const { policy, asOf, knownAt, auditHash } = body as { policy: { id: string; version: string } } & Json;
  return {
    policy: policy.id,
    policyVersion: policy.version,
    asOf,
    knownAt,
    auditHash,
    meaning: 'reviewed',
    statement: 'read with the notes at hand',
    signer: { name: 'Reva Reviewer' },
    ...more,
  };
}

const path = `/v1/therapies/${THERAPY}/audit/signatures`;
const signBy = async (claims: Json, more: Json = {}) =>
  bearer({ ...REVIEWER, ...claims }, 'POST', path, JSON.stringify(await signature(more)));

const sendIn = async (browser: Browser, body: Json) => {
  const answer = await browser.ask(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.url },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Json };
};

const signatures = async () => {
  const { body } = await bearer(REVIEWER, 'GET', `/v1/therapies/${THERAPY}/audit?asOf=2021-09-01`);
  return body['signatures'] as Json[];
};

describe('by a bearer token', () => {
  it.each([
    ['without the time of a login', {}],
    ['with an old one', { auth_time: now() - 400 }],
  ])('%s nothing is signed, and RFC 9470 says why', async (_what, claims) => {
    const { status, headers, body } = await signBy(claims);
    expect([status, body['code']]).toEqual([401, 'REAUTHENTICATION_REQUIRED']);
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_user_authentication",.* max_age="300"$/,
    );
  });

  it('what is asked for is looked at after that', async () => {
    const answers = [
      await bearer({ ...REVIEWER, auth_time: now() - 400 }, 'POST', path, '{"nonsense": 1}'),
      await bearer({ ...REVIEWER, auth_time: now() - 400 }, 'POST', '/v1/break-glass', '{"nonsense": 1}'),
    ];
    for (const { status, headers } of answers)
      expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('max_age')]);
  });

  it('in the name of somebody else nothing is signed', async () => {
    const answer = await signBy({ auth_time: now() }, { signer: { name: 'Olaf Officer' } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'SIGNER_MISMATCH' } });
  });

  it('a recorder signs nothing', async () => {
    const answer = await signBy({ auth_time: now(), roles: ['recorder'] });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN', permission: 'audit:sign' } });
  });

  it('who recorded what is signed does not sign it', async () => {
    const answer = await signBy({ auth_time: now(), sub: 'rec' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'SAME_PERSON' } });
  });

  it('after a fresh login the signature says who, when and how', async () => {
    const at = now() - 20;
    const answer = await signBy({ auth_time: at, acr: 'strong', amr: ['hwk'] });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        data: {
          authenticated: true,
          signedBy: { iss: service.provider.issuer, sub: 'rev', name: 'Reva Reviewer' },
          authenticatedAt: new Date(at * 1_000).toISOString(),
          acr: 'strong',
          amr: ['hwk'],
        },
      },
    });
    expect((await signatures()).at(-1)).toMatchObject({ authenticated: true, signedBy: { sub: 'rev' } });
  });

  it('sent again by the same person it has its first receipt; by another it is refused', async () => {
    const body = JSON.stringify(await signature({ statement: 'twice' }));
    const send = async (claims: Json) => {
      const token = await service.provider.token({ name: 'Reva Reviewer', ...REVIEWER, ...claims });
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'twice',
      };
      return (await fetch(`${service.url}${path}`, { method: 'POST', headers, body })).status;
    };
    expect(await send({ auth_time: now() - 9 })).toBe(201);
    expect(await send({ auth_time: now() - 3 })).toBe(200);
    expect(await send({ auth_time: now(), sub: 'other' })).toBe(409);
  });
});

it('the key of who signed what is kept is not destroyed', async () => {
  const subject = `${service.provider.issuer}#rev`;
  const order = JSON.stringify({ subject, reason: 'left us', authority: 'DPO' });
  const officer = { sub: 'off', roles: ['officer'], sites: ['*'] };
  expect(await bearer(officer, 'POST', '/v1/staff-erasures', order)).toMatchObject({
    status: 409,
    body: { code: 'SIGNATURES_KEPT' },
  });
});

describe('in a browser', () => {
  it('a signature waits for another login of the same person, and is made once', async () => {
    const browser = await service.loggedIn('rev');
    const before = (await signatures()).length;
    const asked = await sendIn(browser, await signature({ statement: 'in a browser' }));
    expect(asked).toMatchObject({ status: 401, body: { code: 'REAUTHENTICATION_REQUIRED' } });
    const secret = browser.cookie(service.url, '__Host-pump-ledger');
    const again = `${service.url}/auth/reauthenticate?intent=${String(asked.body['intent'])}`;

    const page = await browser.follow(again);
    expect(page.at).toContain('/interaction/');
    const end = await browser.choose(page.at, 'rev');
    expect([end.status, end.at]).toEqual([200, `${service.url}/therapies/${THERAPY}`]);
    expect(browser.cookie(service.url, '__Host-pump-ledger')).not.toBe(secret);
    const made = await signatures();
    expect(made.length).toBe(before + 1);
    expect(made.at(-1)).toMatchObject({ authenticated: true, statement: 'in a browser', acr: 'clicked' });
    expect((await browser.open(again)).status).toBe(403);
  });

  it('another person signs nothing, and gets no session', async () => {
    const browser = await service.loggedIn('rev');
    const asked = await sendIn(browser, await signature({ statement: 'by whom' }));
    const page = await browser.follow(
      `${service.url}/auth/reauthenticate?intent=${String(asked.body['intent'])}`,
    );
    const before = (await signatures()).length;
    // The provider ends its session of the one before, and by back channel ours.
    const end = await browser.sendItself(await browser.choose(page.at, 'off'));
    expect([end.status, await end.text()]).toEqual([403, expect.stringContaining('SIGNER_CHANGED')]);
    expect((await signatures()).length).toBe(before);
    expect((await browser.ask(`${service.url}/v1/me`)).status).toBe(401);
  });

  it('the form is kept while the person logs in, and comes back with what is wrong', async () => {
    const browser = await service.loggedIn('rev');
    const { policy, asOf, knownAt, policyVersion, auditHash } = (await signature()) as Record<string, string>;
    const audit = await bearer(REVIEWER, 'GET', `/v1/therapies/${THERAPY}/audit?asOf=2021-09-01`);
    const [{ id }] = audit.body['cessations'] as [{ id: string }];
    const send = async (hash: string, key: string) => {
      const form = new URLSearchParams({
        policyId: policy!,
        policyVersion: policyVersion!,
        asOf: asOf!,
        knownAt: knownAt!,
        auditHash: hash,
        key,
        name: 'Reva Reviewer',
        meaning: 'approved',
        statement: 'typed with care',
      });
      const answer = await browser.ask(`${service.url}/therapies/${THERAPY}/cessations/${id}/sign`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: service.url,
          'sec-fetch-mode': 'navigate',
        },
        body: form.toString(),
      });
      const html = await answer.text();
      expect([answer.status, html]).toEqual([200, expect.stringContaining('Log in to sign')]);
      const [, intent] = /reauthenticate\?intent=([0-9a-f-]+)/.exec(html)!;
      const page = await browser.follow(`${service.url}/auth/reauthenticate?intent=${intent}`);
      return browser.choose(page.at, 'rev');
    };
    const refused = await send('0'.repeat(64), 'form-1');
    const html = await refused.text();
    expect(refused.status).toBe(409);
    expect(html).toContain('typed with care');
    expect(html).toContain('no longer what you were shown');
    const signed = await send(auditHash!, 'form-2');
    expect([signed.status, signed.at]).toEqual([200, expect.stringContaining(`/cessations/${id}`)]);
    expect((await signatures()).at(-1)).toMatchObject({ statement: 'typed with care', meaning: 'approved' });
  });
});

describe('an evidence pack', () => {
  it.each(['include', 'exclude'])(
    'with personal=%s holds what was signed, and is whole',
    async (personal) => {
      const token = await service.provider.token({ ...REVIEWER, name: 'Reva Reviewer' });
      const answer = await fetch(
        `${service.url}/v1/therapies/${THERAPY}/evidence.zip?asOf=2021-09-01&personal=${personal}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      expect(answer.status).toBe(200);
      const zip = Buffer.from(await answer.arrayBuffer());
      const folder = mkdtempSync(join(tmpdir(), 'signed-pack-'));
      const { status, out, err } = await checkPack(folder, filesIn(zip));
      expect({ status, err, out }).toMatchObject({
        status: 0,
        err: '',
        out: expect.stringContaining('Signed:'),
      });
      const file = join(folder, 'pack.zip');
      writeFileSync(file, zip);
      const verified = await startCli(folder, ['verify', file]).ended;
      expect(verified).toMatchObject({ code: 0, out: expect.not.stringContaining('MISMATCH') });
    },
  );
});
