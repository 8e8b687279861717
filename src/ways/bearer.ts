import { type JWTPayload, errors, jwtVerify } from 'jose';
import type { AccessRules } from '../access/access-file.js';
import { type Claims, standingOf } from '../access/claims.js';
import type { Subject } from '../access/subject.js';
import type { AccessSettings } from '../config/access-settings.js';
import { grantOf } from './grants.js';
import { isAway } from './provider/contact.js';
import { type Provider, SKEW_S } from './provider/provider.js';
import { statementIn } from './provider/statements.js';
import { WayRefused, unavailable } from './refused.js';

const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const LONGEST_S = 3_600;
/** Providers that know no other type leave out more. */
const ALWAYS = ['sub', 'exp'];
const IN_RFC_9068 = [...ALWAYS, 'iat', 'jti'];

const invalid = (detail: string, cause?: unknown): WayRefused =>
  new WayRefused('TOKEN_INVALID', detail, {
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` },
    cause,
  });

/** Access tokens of the provider (RFC 9068). */
export class Bearer {
  constructor(
    private readonly provider: Provider,
    private readonly settings: AccessSettings,
  ) {}

  /** @throws WayRefused TOKEN_INVALID, IDP_UNAVAILABLE */
  async subjectOf(token: string, rules: AccessRules): Promise<Subject> {
    const claims = await this.verified(token);
    this.refuseOthers(claims);
    const { iss, sub } = claims as { readonly iss: string; readonly sub: string };
    const client = clientOf(claims);
    const { name, stated, purposeOfUse } = statementIn(this.settings, claims);
    const who = { iss, sub, name, via: 'bearer', purposeOfUse } as const;
    const grant =
      client !== undefined && claims['auth_time'] === undefined ? grantOf(client, rules) : undefined;
    if (grant) return { ...who, ...grant };
    const { auth_time: authTime, acr, amr } = claims;
    return {
      ...who,
      ...standingOf(stated, rules),
      ...(typeof authTime === 'number' && { authTime: authTime * 1_000 }),
      ...(typeof acr === 'string' && { acr }),
      ...(Array.isArray(amr) && { amr: amr.filter((one) => typeof one === 'string') }),
    };
  }

  private async verified(token: string): Promise<JWTPayload & Claims> {
    const { issuer, audience, accessTokenTyp } = this.settings;
    try {
      const { payload } = await jwtVerify(token, this.provider.keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        typ: accessTokenTyp,
        clockTolerance: SKEW_S,
        requiredClaims: accessTokenTyp === 'JWT' ? ALWAYS : IN_RFC_9068,
      });
      return payload;
    } catch (error) {
      if (isAway(error) || error instanceof errors.JWKSTimeout || isOfKeys(error)) throw unavailable(error);
      if (error instanceof errors.JWTExpired) throw invalid('The token has expired.', error);
      throw invalid('The token is none of the identity provider for this service.', error);
    }
  }

  /** What is validly signed, and is no access token for us all the same. */
  private refuseOthers(claims: JWTPayload): void {
    const { sub, exp, aud, iat } = claims;
    if (typeof sub !== 'string' || sub === '') throw invalid('The token names no subject.');
    if (exp! > Date.now() / 1_000 + LONGEST_S + SKEW_S) throw invalid('The token lasts longer than an hour.');
    if (iat !== undefined && iat > Date.now() / 1_000 + SKEW_S)
      throw invalid('The token was issued in the future.');
    const { auth_time: authTime } = claims;
    if (authTime !== undefined && (typeof authTime !== 'number' || authTime > Date.now() / 1_000 + SKEW_S))
      throw invalid('The token has an auth_time that cannot be.');
    if (this.settings.accessTokenTyp !== 'JWT') {
      if (clientOf(claims) === undefined) throw invalid('The token names no client.');
      return;
    }
    const isIdToken =
      claims['nonce'] !== undefined ||
      claims['at_hash'] !== undefined ||
      [aud].flat().includes(this.settings.clientId);
    if (isIdToken) throw invalid('The token is an ID token, and no access token.');
  }
}

/** The provider's keys are not to be had, whatever the token is. */
const isOfKeys = (error: unknown): boolean =>
  error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';

function clientOf({ client_id: client, azp }: Claims): string | undefined {
  const named = client ?? azp;
  return typeof named === 'string' ? named : undefined;
}
