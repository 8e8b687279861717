import { generateKeyPair, SignJWT } from 'jose';
import { CLIENT_ID } from '../support/provider/provider.js';
import { type Guarded, guarded } from './support/guarded.js';

const DEVICE = { types: ['ReservoirRefilled'], sites: ['north'], serialNumbers: ['NGP-1'] };

let service: Guarded;
beforeAll(async () => {
  service = await guarded({}, {}, { devices: { pump: DEVICE }, denied: ['http://nobody#x'] });
}, 60_000);
afterAll(() => service.close());

const now = () => Math.floor(Date.now() / 1_000);

async function ask(authorization: string, path = '/v1/me') {
  const answer = await fetch(`${service.url}${path}`, { headers: { authorization } });
  return {
    status: answer.status,
    challenge: answer.headers.get('www-authenticate'),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

const withToken = async (claims: Record<string, unknown>, header?: Record<string, unknown>) =>
  ask(`Bearer ${await service.provider.token(claims, header)}`);

describe('a bearer token', () => {
  it('lets in a program for a person, with the roles and sites that it claims', async () => {
    const { status, body } = await withToken({
      sub: 'rec',
      name: 'Ric',
      roles: ['recorder', 'gardener', 'device'],
      sites: ['north', 'north/ward-3', 'Not A Site'],
      auth_time: now() - 10,
      acr: 'strong',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subject: `${service.provider.issuer}#rec`,
      name: 'Ric',
      roles: ['recorder'],
      sites: ['north', 'north/ward-3'],
      acr: 'strong',
    });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
    ['of another issuer', { iss: 'https://other.example' }],
    ['for somebody else', { aud: 'https://other.example' }],
    ['for the client, as ID tokens are', { aud: CLIENT_ID }],
    ['that has expired', { exp: now() - 40 }],
    ['that lasts longer than an hour', { exp: now() + 90_000 }],
    ['that never expires', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['that is not yet valid', { nbf: now() + 90_000 }],
    ['whose login lies in the future', { auth_time: now() + 90_000 }],
    ['that was issued in the future', { iat: now() + 3_000, exp: now() + 3_500 }],
    ['that says not when it was issued', { iat: undefined }],
    ['without an id', { jti: undefined }],
    ['that names no client', { client_id: undefined }],
    ['of another type', {}, { typ: 'JWT' }],
    ['of a logout', {}, { typ: 'logout+jwt' }],
    ['by a key that nobody knows', {}, { kid: 'other' }],
  ])('is refused: %s', async (_what, claims, header = {}) => {
    const { status, challenge, body } = await withToken(claims, header);
    expect([status, body['code']]).toEqual([401, 'TOKEN_INVALID']);
    expect(challenge).toContain('error="invalid_token"');
  });

  it.each(['jku', 'x5u', 'jwk'])('is not believed by the key that it brings along in %s', async (name) => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const { exportJWK } = await import('jose');
    const brought = name === 'jwk' ? await exportJWK(publicKey) : 'https://attacker.example/keys';
    const token = await new SignJWT({ roles: ['officer'] })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', [name]: brought })
      .setIssuer(service.provider.issuer)
      .setAudience(service.url)
      .setSubject('x')
      .setExpirationTime('5m')
      .sign(privateKey);
    expect(await ask(`Bearer ${token}`)).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
  });

  it('within 30 s of its end still counts', async () => {
    expect((await withToken({ exp: now() - 20, roles: ['reader'] })).status).toBe(200);
  });

  it('without a signature, or one by a shared secret, is refused', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = encode({ iss: service.provider.issuer, aud: service.url, sub: 'x', exp: now() + 60 });
    const none = `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.`;
    expect((await ask(`Bearer ${none}`)).status).toBe(401);
    const shared = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'test-key' })
      .setIssuer(service.provider.issuer)
      .setAudience(service.url)
      .setSubject('x')
      .setExpirationTime('5m')
      .sign(Buffer.alloc(32));
    expect((await ask(`Bearer ${shared}`)).status).toBe(401);
  });

  it('of a client with a grant is a device, whatever it claims', async () => {
    const { body } = await withToken({ client_id: 'pump', roles: ['officer'], sites: ['*'] });
    expect(body).toMatchObject({ roles: ['device'], sites: ['north'], permissions: ['therapy:append'] });
  });

  it('names that client by azp where it has no client_id', async () => {
    const { body } = await withToken({ client_id: undefined, azp: 'pump', roles: ['officer'] });
    expect(body).toMatchObject({ roles: ['device'] });
  });

  it('of that client is no device where a person logged in', async () => {
    const { body } = await withToken({ client_id: 'pump', auth_time: now(), roles: ['reader'] });
    expect(body).toMatchObject({ roles: ['reader'], sites: [] });
  });

  it('without a role of ours reaches itself alone', async () => {
    const token = `Bearer ${await service.provider.token({ roles: ['gardener'] })}`;
    expect(await ask(token)).toMatchObject({ status: 200, body: { roles: [] } });
    expect(await ask(token, '/v1/policies')).toMatchObject({ status: 403, body: { code: 'NO_ROLE' } });
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'plk_x'])(
    'in no form is taken: %s',
    async (header) => {
      expect((await ask(header)).status).toBe(401);
    },
  );

  it('counts in place of a cookie', async () => {
    const browser = await service.loggedIn('off');
    const answer = await browser.ask(`${service.url}/v1/me`, {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(answer.status).toBe(401);
  });
});

describe('with OIDC_ACCESS_TOKEN_TYP=JWT', () => {
  let other: Guarded;
  beforeAll(async () => {
    other = await guarded({ OIDC_ACCESS_TOKEN_TYP: 'JWT' });
  }, 60_000);
  afterAll(() => other.close());

  it.each<[number, string, Record<string, unknown>]>([
    [200, 'an access token', {}],
    [
      200,
      'one that says as little as some providers do',
      { iat: undefined, jti: undefined, client_id: undefined },
    ],
    [401, 'what was issued in the future', { iat: now() + 3_000, exp: now() + 3_500 }],
    [401, 'what has a nonce', { nonce: 'n' }],
    [401, 'what has an at_hash', { at_hash: 'h' }],
    [401, 'what is also for the client', { aud: ['PUBLIC', CLIENT_ID] }],
  ])('answers %i to %s', async (status, _what, claims) => {
    const aud = claims['aud'] ? [other.url, CLIENT_ID] : other.url;
    const token = await other.provider.token({ ...claims, aud }, { typ: 'JWT' });
    const answer = await fetch(`${other.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(status);
  });
});
