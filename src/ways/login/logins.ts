import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import type { AccessSettings } from '../../config/access-settings.js';
import type { KeptState } from '../../kept/kept-state.js';
import type { Clocks } from '../clock.js';
import { isAway } from '../provider/contact.js';
import type { People } from '../provider/people.js';
import type { Provider } from '../provider/provider.js';
import { WayRefused, unavailable } from '../refused.js';
import { hashOf, randomSecret } from '../secrets.js';
import type { Person, Session } from '../sessions/session.js';
import { type Begun, PendingLogins } from './pending.js';

export const CALLBACK = '/auth/callback';

const HOUR_S = 3_600;
const SECOND_MS = 1_000;

const refused = (detail: string, cause?: unknown): WayRefused =>
  new WayRefused('FORBIDDEN', detail, { cause });

interface AboutToDo {
  readonly session: Session;
  readonly intent: string;
}

/** The ways of browsers to the provider and back. */
export class Logins {
  private readonly logger = new Logger('Login');
  private readonly pending: PendingLogins;

  constructor(
    private readonly provider: Provider,
    private readonly people: People,
    private readonly settings: AccessSettings,
    private readonly clocks: Clocks,
    store: KeptState,
  ) {
    this.pending = new PendingLogins(store, clocks);
  }

  /**
   * Where to send the browser for a login.
   * @param browser the secret by which it is known
   * @param ended when its last session ended, ms since 1970: the provider's own session must not sign in whoever sits there
   */
  async begin(browser: string, lead: string, ended?: number): Promise<string> {
    const after = ended === undefined ? undefined : await this.secondPassed(ended);
    return this.send(
      browser,
      { kind: 'login', lead, after },
      {
        max_age: String(this.settings.sessionHours * HOUR_S),
        ...(after !== undefined && { prompt: 'login' }),
      },
    );
  }

  /** Where to send the browser for the same person to prove anew who they are. */
  async beginAgain(browser: string, { session, intent }: AboutToDo): Promise<string> {
    const { signAcr } = this.settings;
    return this.send(
      browser,
      { kind: 'again', session: session.id, intent, iss: session.person.iss, sub: session.person.sub },
      { max_age: '0', prompt: 'login', ...(signAcr.length > 0 && { acr_values: signAcr.join(' ') }) },
    );
  }

  /**
   * What comes back with the browser.
   * @param query of the callback
   * @throws WayRefused FORBIDDEN, IDP_UNAVAILABLE
   */
  async finish(
    browser: string | undefined,
    query: URLSearchParams,
  ): Promise<{ readonly begun: Begun; readonly person: Person }> {
    const state = query.get('state') ?? '';
    const begun = browser === undefined ? undefined : await this.pending.take(state, hashOf(browser));
    if (!begun) throw refused('This login was not begun in this browser, or is over; begin it again.');
    const iss = query.get('iss');
    if (iss !== null && iss !== this.settings.issuer)
      throw refused('The answer to this login comes from another identity provider; begin it again.');
    if (query.has('error')) throw notLoggedIn(begun);
    const person = await this.personOf(begun, state, query);
    if (begun.purpose.kind === 'login') refuseEarlier(person, begun.purpose.after);
    return { begun, person };
  }

  private async personOf({ verifier, nonce, purpose }: Begun, state: string, query: URLSearchParams) {
    const callback = new URL(CALLBACK, this.settings.publicUrl);
    callback.search = query.toString();
    try {
      return await this.people.ofCode(callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        ...(purpose.kind === 'login' && { maxAge: this.settings.sessionHours * HOUR_S }),
      });
    } catch (error) {
      if (isAway(error)) throw unavailable(error);
      this.logger.warn({ msg: 'a login failed: what the provider sent is not accepted', err: error });
      throw refused('What the identity provider sent of this login is not accepted; begin it again.', error);
    }
  }

  private async send(
    browser: string,
    purpose: Begun['purpose'],
    more: Readonly<Record<string, string>>,
  ): Promise<string> {
    const [state, nonce, verifier] = [randomSecret(), randomSecret(), randomPKCECodeVerifier()];
    this.pending.keep(state, {
      browser: hashOf(browser),
      nonce,
      verifier,
      at: this.clocks.wall(),
      purpose,
    });
    return buildAuthorizationUrl(this.provider.configuration, {
      redirect_uri: new URL(CALLBACK, this.settings.publicUrl).href,
      scope: this.settings.scope,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    }).href;
  }

  /** Providers tell the time of a login in whole seconds: the next one is waited for, so that after is after. */
  private async secondPassed(at: number): Promise<number> {
    const second = Math.floor(at / SECOND_MS);
    const left = (second + 1) * SECOND_MS - this.clocks.wall();
    if (left > 0) await pause(Math.min(left, SECOND_MS));
    return second;
  }
}

function notLoggedIn({ purpose }: Begun): WayRefused {
  const detail = 'The identity provider did not log you in; begin again.';
  const members = purpose.kind === 'again' ? { intent: purpose.intent } : undefined;
  return new WayRefused('FORBIDDEN', detail, { members });
}

function refuseEarlier({ authTime }: Person, after: number | undefined): void {
  if (after === undefined) return;
  if (authTime !== undefined && Math.floor(authTime / SECOND_MS) > after) return;
  throw refused(
    'After the end of a session in this browser only a fresh login counts, and the identity provider did not ask for one; log out there, and begin again.',
  );
}
