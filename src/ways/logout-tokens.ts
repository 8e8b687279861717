import { type JWTPayload, jwtVerify } from 'jose';
import type { AccessSettings } from '../config/access-settings.js';
import type { Provider } from './provider/provider.js';
import { SKEW_S } from './provider/provider.js';
import { hashOf } from './secrets.js';
import type { KeptState } from '../kept/kept-state.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const OLDEST_S = 120;
const REMEMBERED_MS = 10 * 60_000;
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/** A logout token that ends nothing; the message says why, for the operator. */
export class NoLogoutToken extends Error {}

/** Logout tokens of the provider (OpenID Connect Back-Channel Logout 1.0), each taken once. */
export class LogoutTokens {
  constructor(
    private readonly provider: Provider,
    private readonly settings: AccessSettings,
    private readonly store: KeptState,
    private readonly now: () => number,
  ) {}

  /**
   * Whose sessions are to end.
   * @throws NoLogoutToken, and what jose throws
   */
  async read(token: string): Promise<{ readonly iss: string; readonly sub?: string; readonly sid?: string }> {
    const { issuer, clientId } = this.settings;
    const { payload } = await jwtVerify(token, this.provider.keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience: clientId,
      clockTolerance: SKEW_S,
      requiredClaims: ['iat', 'jti'],
    });
    const named = namedIn(payload);
    this.refuseOld(payload.iat!);
    await this.takeOnce(payload.jti);
    return { iss: issuer, ...named };
  }

  private refuseOld(iat: number): void {
    const age = this.now() / 1_000 - iat;
    if (age > OLDEST_S) throw new NoLogoutToken('it is older than 2 minutes');
    if (age < -SKEW_S) throw new NoLogoutToken('it is of the future');
  }

  private async takeOnce(jti: unknown): Promise<void> {
    if (typeof jti !== 'string' || jti === '') throw new NoLogoutToken('its jti is no text');
    const name = hashOf(jti);
    for (const [old, until] of this.store.all('jti'))
      if (Number(until) < this.now()) this.store.remove('jti', old);
    if (!(await this.store.claim('jti', name, this.now() + REMEMBERED_MS)))
      throw new NoLogoutToken('it was used before');
  }
}

function namedIn({ sub, sid, nonce, events }: JWTPayload): { readonly sub?: string; readonly sid?: string } {
  const event = (events as Readonly<Record<string, unknown>> | undefined)?.[EVENT];
  if (typeof event !== 'object' || event === null) throw new NoLogoutToken('it is of no logout');
  if (nonce !== undefined) throw new NoLogoutToken('it has a nonce');
  const named = {
    ...(typeof sub === 'string' && { sub }),
    ...(typeof sid === 'string' && { sid }),
  };
  if (Object.keys(named).length === 0) throw new NoLogoutToken('it names neither a subject nor a session');
  return named;
}
