import { isIP } from 'node:net';
import { isLoopback } from './loopback.js';
import {
  type Environment,
  given,
  oneOf,
  SettingsError,
  value,
  valueOrDefault,
  wholeNumber,
  path,
} from './setting.js';
import type { DefaultedName, SettingName } from './known-settings.js';
import { readPointers } from './pointers.js';

/** What the operator decides about who may: given with `AUTH=oidc`. */
export interface AccessSettings {
  /** The origin at which browsers find the service, such as `https://pumps.example.org`. */
  readonly publicUrl: string;
  /** As given: compared byte for byte. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absolute; one of the two. */
  readonly clientSecretFile?: string;
  readonly clientKeyFile?: string;
  /** Of bearer tokens; never the client id. */
  readonly audience: string;
  readonly accessTokenTyp: 'at+jwt' | 'JWT';
  readonly scope: string;
  /** JSON pointers into claims, each as its parts; the first that is there wins. */
  readonly rolesClaim: readonly (readonly string[])[];
  readonly sitesClaim: readonly (readonly string[])[];
  readonly nameClaim: readonly (readonly string[])[];
  /** Absolute. */
  readonly accessFile?: string;
  readonly signMaxAgeSeconds: number;
  /** Any of these; empty: whichever. */
  readonly signAcr: readonly string[];
  readonly signSeparation: 'off' | 'warn' | 'refuse';
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly retentionYears: number;
  /** Addresses and networks. */
  readonly trustedProxies: readonly string[];
  /** Absolute; both or none. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

function needed(env: Environment, name: SettingName): string {
  const text = value(env, name);
  if (text !== undefined) return text;
  throw new SettingsError(`${name} is not given; AUTH=oidc needs it.`);
}

/** @throws SettingsError for what no browser may be sent to: plain http leaves this machine unseen by nobody */
function securedUrl(name: SettingName, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSecured =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
  if (url && isSecured && url.username === '' && url.password === '' && url.hash === '') return url;
  throw new SettingsError(
    `${name} is ${given(text)}; accepted is an https URL without user and password, or http on a loopback address.`,
  );
}

function publicUrl(env: Environment): string {
  const text = needed(env, 'PUBLIC_URL');
  const url = securedUrl('PUBLIC_URL', text);
  if (url.pathname === '/' && url.search === '') return url.origin;
  throw new SettingsError(
    `PUBLIC_URL is ${given(text)}; accepted is an origin without a path, such as https://pumps.example.org.`,
  );
}

function issuer(env: Environment): string {
  const text = needed(env, 'OIDC_ISSUER');
  securedUrl('OIDC_ISSUER', text);
  return text;
}

/** How the service proves to the provider that it is the client. */
function clientProof(env: Environment): Pick<AccessSettings, 'clientSecretFile' | 'clientKeyFile'> {
  const clientSecretFile = path(env, 'OIDC_CLIENT_SECRET_FILE');
  const clientKeyFile = path(env, 'OIDC_CLIENT_KEY_FILE');
  if ((clientSecretFile === undefined) !== (clientKeyFile === undefined))
    return { clientSecretFile, clientKeyFile };
  const found = clientKeyFile === undefined ? 'neither is given' : 'both are given';
  throw new SettingsError(
    `OIDC_CLIENT_SECRET_FILE and OIDC_CLIENT_KEY_FILE: ${found}; AUTH=oidc needs one of the two.`,
  );
}

function audience(env: Environment, origin: string, clientId: string): string {
  const text = value(env, 'OIDC_AUDIENCE') ?? origin;
  if (text !== clientId) return text;
  throw new SettingsError(
    'OIDC_AUDIENCE is the client id; accepted is another name of this service, since ID tokens are made out to the client id.',
  );
}

function pointers(env: Environment, name: DefaultedName): readonly (readonly string[])[] {
  const text = valueOrDefault(env, name);
  const found = readPointers(text);
  if (found) return found;
  throw new SettingsError(
    `${name} is ${given(text)}; accepted are JSON pointers, comma separated, such as /roles,/groups.`,
  );
}

function scope(env: Environment): string {
  const text = valueOrDefault(env, 'OIDC_SCOPE');
  if (text.split(' ').includes('openid')) return text;
  throw new SettingsError(`OIDC_SCOPE is ${given(text)}; accepted are scopes with openid among them.`);
}

/** An address, or a network such as `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function trustedProxies(env: Environment): readonly string[] {
  const text = value(env, 'TRUSTED_PROXIES');
  if (text === undefined) return [];
  const proxies = text.split(',').map((one) => one.trim());
  if (proxies.every(isNetwork)) return proxies;
  throw new SettingsError(
    `TRUSTED_PROXIES is ${given(text)}; accepted are addresses and networks, comma separated, such as 10.0.0.7,10.1.0.0/16.`,
  );
}

function tls(env: Environment): AccessSettings['tls'] {
  const certFile = path(env, 'TLS_CERT_FILE');
  const keyFile = path(env, 'TLS_KEY_FILE');
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile };
  if (certFile === undefined && keyFile === undefined) return undefined;
  const missing = certFile === undefined ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE';
  throw new SettingsError(`${missing} is not given; TLS needs both TLS_CERT_FILE and TLS_KEY_FILE.`);
}

/** @throws SettingsError on the first setting that cannot be used. */
export function readAccessSettings(env: Environment): AccessSettings {
  const origin = publicUrl(env);
  const clientId = needed(env, 'OIDC_CLIENT_ID');
  return {
    publicUrl: origin,
    issuer: issuer(env),
    clientId,
    ...clientProof(env),
    audience: audience(env, origin, clientId),
    accessTokenTyp: oneOf(env, 'OIDC_ACCESS_TOKEN_TYP', ['at+jwt', 'JWT']),
    scope: scope(env),
    rolesClaim: pointers(env, 'OIDC_ROLES_CLAIM'),
    sitesClaim: pointers(env, 'OIDC_SITES_CLAIM'),
    nameClaim: pointers(env, 'OIDC_NAME_CLAIM'),
    accessFile: path(env, 'ACCESS_FILE'),
    signMaxAgeSeconds: wholeNumber(env, 'SIGN_MAX_AGE_SECONDS', { least: 5, most: 3_600 }),
    signAcr: value(env, 'SIGN_ACR')?.trim().split(/\s+/) ?? [],
    signSeparation: oneOf(env, 'SIGN_SEPARATION', ['off', 'warn', 'refuse']),
    sessionIdleMinutes: wholeNumber(env, 'SESSION_IDLE_MINUTES', { least: 5, most: 60 }),
    sessionHours: wholeNumber(env, 'SESSION_HOURS', { least: 1, most: 12 }),
    retentionYears: wholeNumber(env, 'ACCESS_RETENTION_YEARS', { least: 6, most: 1_000 }),
    trustedProxies: trustedProxies(env),
    tls: tls(env),
  };
}
