import fastify from 'fastify';
import { guardOrigin } from '../../src/api/gate/guard-origin.js';
import type { ProblemException } from '../../src/api/problems/problem.js';

const COOKIE = '__Host-pump-ledger=secret';

async function answered(
  publicUrl: string,
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE',
  headers: Record<string, string>,
  url = '/',
): Promise<string> {
  const server = fastify();
  guardOrigin(server, publicUrl);
  server.setErrorHandler<ProblemException>((error, _request, reply) =>
    reply.status(error.getStatus()).send(error.code),
  );
  server.all('/*', () => 'let in');
  const { statusCode, body } = await server.inject({ method, url, headers });
  return statusCode === 200 ? 'let in' : `${statusCode} ${body}`;
}

const HTTPS = 'https://pumps.example.org';

describe('the address of the service', () => {
  it.each([
    [HTTPS, 'pumps.example.org', 'let in'],
    [HTTPS, 'pumps.example.org:443', 'let in'],
    [HTTPS, 'PUMPS.example.org', 'let in'],
    [HTTPS, 'pumps.example.org:8443', '421 MISDIRECTED_REQUEST'],
    [HTTPS, 'evil.example', '421 MISDIRECTED_REQUEST'],
    [HTTPS, 'evil.example@pumps.example.org', '421 MISDIRECTED_REQUEST'],
    [HTTPS, 'pumps.example.org/evil', '421 MISDIRECTED_REQUEST'],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', 'let in'],
    ['http://127.0.0.1:3000', '127.0.0.1', '421 MISDIRECTED_REQUEST'],
    ['http://127.0.0.1:3000', 'localhost:3000', '421 MISDIRECTED_REQUEST'],
  ])('at %s, asked by %s: %s', async (publicUrl, host, expected) => {
    expect(await answered(publicUrl, 'GET', { host })).toBe(expected);
  });
});

describe('a change', () => {
  const FOREIGN = '403 FOREIGN_ORIGIN';
  const host = 'pumps.example.org';
  it.each<[string, 'GET' | 'POST' | 'DELETE', Record<string, string>, string]>([
    ['with a session, from a page of the service', 'POST', { cookie: COOKIE, origin: HTTPS }, 'let in'],
    ['from elsewhere', 'POST', { cookie: COOKIE, origin: 'https://evil.example' }, FOREIGN],
    ['from nowhere', 'POST', { cookie: COOKIE, origin: 'null' }, FOREIGN],
    ['from the same host on another port', 'POST', { cookie: COOKIE, origin: `${HTTPS}:8443` }, FOREIGN],
    [
      'from the same host without TLS',
      'POST',
      { cookie: COOKIE, origin: 'http://pumps.example.org' },
      FOREIGN,
    ],
    ['that says nothing of where from', 'DELETE', { cookie: COOKIE }, FOREIGN],
    ['from here, by the browser', 'DELETE', { cookie: COOKIE, 'sec-fetch-site': 'same-origin' }, 'let in'],
    [
      'from another site, by the browser',
      'DELETE',
      { cookie: COOKIE, 'sec-fetch-site': 'same-site' },
      FOREIGN,
    ],
    [
      'from elsewhere, whatever the browser says beside',
      'POST',
      { cookie: COOKIE, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      FOREIGN,
    ],
    ['with a second cookie before', 'POST', { cookie: `a=b; ${COOKIE}` }, FOREIGN],
    ['without a session', 'POST', { origin: 'https://evil.example' }, 'let in'],
    [
      'of a program, whose cookie is ignored',
      'POST',
      { cookie: COOKIE, authorization: 'Bearer t' },
      'let in',
    ],
    ['that is none', 'GET', { cookie: COOKIE, origin: 'https://evil.example' }, 'let in'],
  ])('%s', async (_what, method, headers, expected) => {
    expect(await answered(HTTPS, method, { host, ...headers })).toBe(expected);
  });

  it('of the logout too, but for the one that the provider sends', async () => {
    const headers = { host, cookie: COOKIE, origin: 'https://idp.example' };
    expect(await answered(HTTPS, 'POST', headers, '/auth/logout')).toBe(FOREIGN);
    expect(await answered(HTTPS, 'POST', headers, '/auth/backchannel-logout')).toBe('let in');
  });
});
