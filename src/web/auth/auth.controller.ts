import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeedsAnyRole, Open } from '../../api/gate/needs.js';
import { ProblemException } from '../../api/problems/problem.js';
import { SESSION_COOKIE } from '../../api/gate/session-cookie.js';
import { LOGIN_COOKIE, dropSecret, secretIn, setSecret } from '../../api/ways/cookies.js';
import { Intentions } from '../../api/ways/intentions.js';
import { whenGuarded } from '../../api/ways/when-guarded.js';
import type { Begun } from '../../ways/login/pending.js';
import { returnPath } from '../../ways/login/return-path.js';
import { WayRefused } from '../../ways/refused.js';
import { hashOf, randomSecret } from '../../ways/secrets.js';
import type { Person, Session } from '../../ways/sessions/session.js';
import { WAYS } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { Rate } from '../../waiting/rate.js';
import { FormAt, PageAt, Pages } from '../shell/pages.js';
import { leadOnPage } from './lead-on.js';
import { signedOutPage } from './signed-out-page.js';

const FAILED_LOGINS_A_MINUTE = 10;
const MINUTE_MS = 60_000;

interface LoginQuery {
  readonly return?: string | readonly string[];
  /** Given: by a page, since a form’s own answer may not lead to the provider. */
  readonly page?: string;
}

type Purpose<Kind extends Begun['purpose']['kind']> = Extract<Begun['purpose'], { kind: Kind }>;

/** The ways of a browser to the identity provider and back. */
@Controller('auth')
@Pages()
export class AuthPages {
  private readonly failed = new Rate(FAILED_LOGINS_A_MINUTE, MINUTE_MS);

  constructor(
    @Inject(WAYS) private readonly maybeWays: Ways | undefined,
    private readonly intentions: Intentions,
  ) {}

  @Get('login')
  @Open()
  async login(
    @Query() { return: lead, page }: LoginQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { logins, settings } = this.ways;
    if (page !== undefined) return loginPage(reply);
    const browser = browserOf(request, reply);
    const target = returnPath(typeof lead === 'string' ? lead : undefined, settings.publicUrl);
    return seeOther(reply, await logins.begin(browser, target, this.lastEnd(request, browser)));
  }

  /** @throws WayRefused, ProblemException TOO_MANY_REQUESTS */
  @Get('callback')
  @Open()
  async callback(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const query = new URL(request.url, this.ways.settings.publicUrl).searchParams;
    request.noted = { kind: 'login', subject: null };
    try {
      const { begun, person } = await this.ways.logins.finish(secretIn(request, LOGIN_COOKIE), query);
      this.refuseDenied(person);
      const { purpose } = begun;
      if (purpose.kind === 'again') return await this.again(request, reply, begun, purpose, person);
      const { session, secret } = this.ways.sessions.begin(person, begun.browser);
      request.noted = { kind: 'login', subject: this.ways.subjectIn(session) };
      setSecret(reply, SESSION_COOKIE, secret);
      return seeOther(reply, purpose.lead);
    } catch (error) {
      if (error instanceof WayRefused && error.code === 'FORBIDDEN') this.countFailed(request.ip);
      throw error;
    }
  }

  /** Leads to the provider, for the same person to prove anew who they are. */
  @Get('reauthenticate')
  @NeedsAnyRole()
  async reauthenticate(
    @Query('intent') id: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { intents, logins } = this.ways;
    const session = this.sessionOf(request);
    const intent = session && typeof id === 'string' ? intents.find(id, session.id) : undefined;
    if (!session || !intent) throw intentOver();
    return seeOther(
      reply,
      await logins.beginAgain(browserOf(request, reply), { session, intent: intent.id }),
    );
  }

  @FormAt('logout')
  @Open()
  logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { sessions, provider, settings } = this.ways;
    const session = this.sessionOf(request);
    if (session) {
      request.noted = { kind: 'logout', subject: this.ways.subjectIn(session) };
      sessions.end(session.id, 'logout');
    }
    dropSecret(reply, SESSION_COOKIE);
    void reply.header('clear-site-data', '"cache", "storage"');
    const { end_session_endpoint: end } = provider.configuration.serverMetadata();
    return signedOutPage(session && end && logoutAddress(end, settings, session));
  }

  /** Where the provider leads after its own logout. */
  @PageAt('signed-out')
  @Open()
  signedOut(): string {
    return signedOutPage();
  }

  private async again(
    request: FastifyRequest,
    reply: FastifyReply,
    begun: Begun,
    purpose: Purpose<'again'>,
    person: Person,
  ): Promise<string> {
    const { sessions, intents } = this.ways;
    refuseOther(purpose, person);
    const session = this.sessionOf(request);
    if (session?.id !== purpose.session)
      throw new WayRefused('FORBIDDEN', 'The session in which this was begun is over; nothing was done.');
    this.refuseStale(begun, person, purpose.intent);
    const intent = await intents.take(purpose.intent, session.id);
    if (!intent) throw intentOver();
    const renewed = sessions.renew(session, person);
    setSecret(reply, SESSION_COOKIE, renewed.secret);
    const subject = this.ways.subjectIn(renewed.session);
    request.noted = { kind: intent.kind === 'break-glass' ? 'glass' : 'sign', subject };
    const { lead, noted } = await this.intentions.carryOut(subject, intent);
    request.noted = { subject, ...noted };
    return seeOther(reply, lead);
  }

  /** Of its cookie, while it lasts. */
  private sessionOf(request: FastifyRequest): Session | undefined {
    const secret = secretIn(request, SESSION_COOKIE);
    return secret === undefined ? undefined : this.ways.sessions.find(secret);
  }

  private refuseStale({ at }: Begun, { authTime, acr }: Person, intent: string): void {
    const { signAcr } = this.ways.settings;
    const isFresh = authTime !== undefined && authTime > at - 30_000;
    const isStrong = signAcr.length === 0 || (acr !== undefined && signAcr.includes(acr));
    if (isFresh && isStrong) return;
    throw new WayRefused(
      'REAUTHENTICATION_REQUIRED',
      isFresh
        ? 'The identity provider did not check who you are as strongly as this asks for; nothing was done.'
        : 'The identity provider did not check anew who you are; nothing was done.',
      { members: { intent } },
    );
  }

  private refuseDenied(person: Person): void {
    if (this.ways.isDenied(person)) throw new WayRefused('FORBIDDEN', 'You may not log in here.');
  }

  private lastEnd(request: FastifyRequest, browser: string): number | undefined {
    const { sessions } = this.ways;
    const secret = secretIn(request, SESSION_COOKIE);
    const ended = secret === undefined ? undefined : sessions.known(secret)?.ended?.at;
    const last = sessions.lastEnd(hashOf(browser));
    return ended === undefined || last === undefined ? (ended ?? last) : Math.max(ended, last);
  }

  private countFailed(address: string): void {
    const seconds = this.failed.take(address);
    if (seconds === undefined) return;
    throw new ProblemException(429, 'TOO_MANY_REQUESTS', 'Too many logins from this address fail.', {
      headers: { 'retry-after': String(seconds) },
    });
  }

  private get ways(): Ways {
    return whenGuarded(this.maybeWays);
  }
}

function refuseOther({ iss, sub, intent }: Purpose<'again'>, person: Person): void {
  if (person.iss === iss && person.sub === sub) return;
  throw new WayRefused(
    'SIGNER_CHANGED',
    'Somebody else logged in than who began; nothing was done, and nobody else is logged in here.',
    { members: { intent } },
  );
}

const intentOver = (): WayRefused =>
  new WayRefused('FORBIDDEN', 'What was begun here is over, or was done already; begin it again.');

function loginPage(reply: FastifyReply): string {
  void reply.header('content-type', 'text/html; charset=utf-8');
  return leadOnPage({
    title: 'Signed out',
    words: 'The session is over, and what was sent was not taken. Log in, and send it again.',
    href: '/auth/login',
    link: 'Log in',
  });
}

/** The secret by which the browser is known, set where it has none. */
function browserOf(request: FastifyRequest, reply: FastifyReply): string {
  const known = secretIn(request, LOGIN_COOKIE);
  if (known !== undefined) return known;
  const secret = randomSecret();
  setSecret(reply, LOGIN_COOKIE, secret);
  return secret;
}

function seeOther(reply: FastifyReply, location: string): string {
  void reply.status(303).header('location', location);
  return '';
}

function logoutAddress(end: string, { clientId, publicUrl }: Ways['settings'], { person }: Session): string {
  const address = new URL(end);
  address.searchParams.set('client_id', clientId);
  address.searchParams.set('post_logout_redirect_uri', `${publicUrl}/auth/signed-out`);
  if (person.tokens.id !== undefined) address.searchParams.set('id_token_hint', person.tokens.id);
  return address.href;
}
