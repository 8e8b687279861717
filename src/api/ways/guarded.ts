import type { FastifyRequest } from 'fastify';
import type { Subject } from '../../access/subject.js';
import { isKey } from '../../ways/keys/api-keys.js';
import { WayRefused } from '../../ways/refused.js';
import type { Ways } from '../../ways/ways.js';
import { Rate } from '../../waiting/rate.js';
import { WaysIn } from '../gate/ways-in.js';
import { ProblemException } from '../problems/problem.js';
import { SESSION_COOKIE } from '../gate/session-cookie.js';
import { secretIn } from './cookies.js';
import { isChange, isNavigation } from './navigation.js';

const BEARER = /^Bearer +(?<token>[A-Za-z0-9._~+/=-]+) *$/i;
const HOUR_MS = 3_600_000;
const WRONG_KEYS_AN_HOUR = 60;

const signedOut = (detail: string): ProblemException =>
  new ProblemException(401, 'UNAUTHENTICATED', detail, { headers: { 'www-authenticate': 'Bearer' } });

/** With `AUTH=oidc`: by the `Authorization` header, and where there is none by the session's cookie. */
export class Guarded extends WaysIn {
  private readonly wrongKeys = new Rate(WRONG_KEYS_AN_HOUR, HOUR_MS);

  constructor(private readonly ways: Ways) {
    super();
  }

  override async subjectOf(request: FastifyRequest): Promise<Subject> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byHeader(authorization, request);
    const secret = secretIn(request, SESSION_COOKIE);
    if (secret === undefined) throw signedOut('Nobody is logged in here.');
    const subject = await this.ways.subjectOfSession(secret);
    if (!subject) throw signedOut('The session is over; log in.');
    if (isNavigation(request) || isChange(request)) this.ways.sessions.useBy(secret);
    return subject;
  }

  private async byHeader(header: string, request: FastifyRequest): Promise<Subject> {
    const token = BEARER.exec(header)?.groups?.['token'];
    if (token === undefined)
      throw new ProblemException(401, 'TOKEN_INVALID', 'Authorization must be "Bearer" and a token or key.', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    try {
      return await (isKey(token) ? this.ways.subjectOfKey(token) : this.ways.subjectOfToken(token));
    } catch (error) {
      if (!(error instanceof WayRefused) || error.code !== 'TOKEN_INVALID') throw error;
      if (isKey(token)) this.countWrongKey(request.ip);
      throw new ProblemException(401, 'TOKEN_INVALID', error.detail, {
        headers: { 'www-authenticate': 'Bearer error="invalid_token"', ...error.more.headers },
      });
    }
  }

  private countWrongKey(address: string): void {
    const seconds = this.wrongKeys.take(address);
    if (seconds === undefined) return;
    throw new ProblemException(429, 'TOO_MANY_REQUESTS', 'Too many wrong keys come from this address.', {
      headers: { 'retry-after': String(seconds) },
    });
  }
}
