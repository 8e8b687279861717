import {
  type IDToken,
  ResponseBodyError,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
  WWWAuthenticateChallengeError,
  authorizationCodeGrant,
  fetchUserInfo,
  refreshTokenGrant,
} from 'openid-client';
import type { Claims } from '../../access/claims.js';
import type { AccessSettings } from '../../config/access-settings.js';
import type { Person, Tokens } from '../sessions/session.js';
import type { Provider } from './provider.js';
import { isWhole, statementIn } from './statements.js';

/** The provider does not vouch for the person any more. */
export class NoLongerVouched extends Error {}

type Answer = TokenEndpointResponse & TokenEndpointResponseHelpers;

export interface CodeChecks {
  readonly pkceCodeVerifier: string;
  readonly expectedState: string;
  readonly expectedNonce: string;
  /** In seconds; undefined: whoever asks checks the time of the login. */
  readonly maxAge?: number;
}

/** Asks the provider about people. */
export class People {
  constructor(
    private readonly provider: Provider,
    private readonly settings: AccessSettings,
  ) {}

  /**
   * Whom an authorization code stands for.
   * @throws ProviderAway, and what openid-client throws for all that is not as it must be
   */
  async ofCode(callback: URL, checks: CodeChecks): Promise<Person> {
    const answer = await authorizationCodeGrant(this.provider.configuration, callback, {
      ...checks,
      idTokenExpected: true,
    });
    const claims = answer.claims()!;
    return this.person(claims, await this.stating(claims, tokensIn(answer)), tokensIn(answer));
  }

  /**
   * What the provider says of the person now.
   * @throws NoLongerVouched, ProviderAway
   */
  async again(person: Person): Promise<Person> {
    try {
      return await (person.tokens.refresh === undefined ? this.byUserInfo(person) : this.byRefresh(person));
    } catch (error) {
      if (isRefusal(error)) throw new NoLongerVouched(error.message, { cause: error });
      throw error;
    }
  }

  private async byRefresh(person: Person): Promise<Person> {
    const { refresh, id, access } = person.tokens;
    const answer = await refreshTokenGrant(this.provider.configuration, refresh!);
    const claims = answer.claims();
    if (claims && claims.sub !== person.sub) throw new NoLongerVouched('another subject was refreshed');
    const tokens = { id, access, refresh, ...tokensIn(answer) };
    const stating = await this.stating({ sub: person.sub, ...claims }, tokens);
    return { ...person, ...statementIn(this.settings, ...stating), tokens };
  }

  private async byUserInfo(person: Person): Promise<Person> {
    const { access } = person.tokens;
    if (access === undefined || this.userInfoEndpoint === undefined)
      throw new NoLongerVouched('the provider gave nothing to ask it again by');
    const info = await fetchUserInfo(this.provider.configuration, access, person.sub);
    return { ...person, ...statementIn(this.settings, info) };
  }

  /** The claims that count, in their order. */
  private async stating(claims: Claims & { readonly sub: string }, { access }: Tokens): Promise<Claims[]> {
    if (isWhole(statementIn(this.settings, claims)) || access === undefined) return [claims];
    if (this.userInfoEndpoint === undefined) return [claims];
    return [claims, await fetchUserInfo(this.provider.configuration, access, claims.sub)];
  }

  private get userInfoEndpoint(): string | undefined {
    return this.provider.configuration.serverMetadata().userinfo_endpoint;
  }

  private person(claims: IDToken, stating: readonly Claims[], tokens: Tokens): Person {
    const { iss, sub, auth_time: authTime, acr, amr, sid } = claims;
    return {
      iss,
      sub,
      ...statementIn(this.settings, ...stating),
      authTime: typeof authTime === 'number' ? authTime * 1_000 : undefined,
      acr: typeof acr === 'string' ? acr : undefined,
      amr: Array.isArray(amr) ? amr.filter((one) => typeof one === 'string') : undefined,
      sid: typeof sid === 'string' ? sid : undefined,
      tokens,
    };
  }
}

/** And not that the client is, or that something is wrong at the provider. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof WWWAuthenticateChallengeError ||
  (error instanceof ResponseBodyError && error.error === 'invalid_grant');

const tokensIn = ({ id_token: id, access_token: access, refresh_token: refresh }: Answer): Tokens => ({
  ...(id !== undefined && { id }),
  access,
  ...(refresh !== undefined && { refresh }),
});
