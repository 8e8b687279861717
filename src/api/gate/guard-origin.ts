import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem.js';
import { comesWithSession } from './session-cookie.js';

/** Sent by the identity provider, from its server. */
const FROM_PROVIDER = '/auth/backchannel-logout';

const misdirected = (origin: string) =>
  new ProblemException(421, 'MISDIRECTED_REQUEST', `This service answers at ${origin} only.`);

const foreign = () =>
  new ProblemException(
    403,
    'FOREIGN_ORIGIN',
    'With a session, changes are taken from the pages of this service only; programs send a bearer token.',
  );

/** Whether a Host header names the same host and port as a URL, where either may leave out the usual port. */
function names({ protocol, host }: URL, given: string | undefined): boolean {
  if (given === undefined || /[/?#@\\\s]/.test(given)) return false;
  const url = `${protocol}//${given}`;
  return URL.canParse(url) && new URL(url).host === host;
}

const isFromHere = ({ origin, 'sec-fetch-site': site }: FastifyRequest['headers'], here: string): boolean =>
  origin === undefined ? site === 'same-origin' : origin === here;

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * Answers at the public address alone: a name that somebody else gave to this machine is not served. What changes
 * something, and comes with a browser's session, comes from a page of the service.
 * @param publicUrl an origin without a path
 */
export function guardOrigin(server: FastifyInstance, publicUrl: string): void {
  const here = new URL(publicUrl);
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, url } = request;
    if (!names(here, headers.host)) return done(misdirected(here.origin));
    const isExempt = url.split('?', 1)[0] === FROM_PROVIDER;
    if (isRead(method) || isExempt || !comesWithSession(headers) || isFromHere(headers, here.origin))
      return done();
    return done(foreign());
  });
}
