import { resolve } from 'node:path';
import { type AccessSettings, readAccessSettings } from './access-settings.js';
import { checkedKurrentdbUrl } from './kurrentdb-url.js';
import { isLoopback } from './loopback.js';
import { isTimeZone } from './time-zone.js';
import { WEB_ADDRESS, isWebAddress } from './web-address.js';
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

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the operator decides, checked once at start; also the injection token. */
export class Settings {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly eventStore: 'sqlite' | 'kurrentdb';
  /** Given where the log is in a KurrentDB. */
  readonly kurrentdbUrl?: string;
  /** Wraps the keys of personal values; one of the two, or neither. */
  readonly masterKey?: string;
  readonly masterKeyFile?: string;
  readonly auth: 'off' | 'oidc';
  /** Whether every page says that all is only to be looked at. */
  readonly isDemo?: boolean;
  /** Given with `oidc`. */
  readonly access?: AccessSettings;
  readonly logLevel: LogLevel;
  /** Names the log to whoever holds its checkpoints; else one is made at first start. */
  readonly ledgerOrigin?: string;
  /** Absolute; else a key is made at first start. */
  readonly signingKeyFile?: string;
  /** The id of the policy that judges where none is named; undefined: the one that the ledger knows. */
  readonly defaultPolicy?: string;
  /** By which clock the pages tell times: an IANA zone; without, UTC. */
  readonly siteTimeZone?: string;
  /** How often checkpoints are published; 0: only on demand. */
  readonly checkpointIntervalSeconds: number;
  /** Absolute. */
  readonly witnessesFile?: string;
  /** Both or none. */
  readonly timestampUrl?: string;
  /** Absolute. */
  readonly timestampCertificateFile?: string;
}

/** @throws SettingsError where the log is to be in a KurrentDB, and nobody says where that is */
function eventStore(env: Environment): Pick<Settings, 'eventStore' | 'kurrentdbUrl'> {
  const url = value(env, 'KURRENTDB_URL');
  const kurrentdbUrl = url === undefined ? undefined : checkedKurrentdbUrl(url);
  const store = oneOf(env, 'EVENT_STORE', ['sqlite', 'kurrentdb']);
  if (store === 'kurrentdb' && kurrentdbUrl === undefined)
    throw new SettingsError(
      'EVENT_STORE is "kurrentdb", and KURRENTDB_URL is not given; accepted is a connection string such as kurrentdb://localhost:2113?tls=false.',
    );
  return { eventStore: store, kurrentdbUrl };
}

function access(env: Environment): Pick<Settings, 'auth' | 'access'> {
  const auth = oneOf(env, 'AUTH', ['off', 'oidc']);
  return auth === 'off' ? { auth } : { auth, access: readAccessSettings(env) };
}

function host(env: Environment, guarded: AccessSettings | undefined): string {
  const name = valueOrDefault(env, 'HOST');
  if (isLoopback(name)) return name;
  if (!guarded)
    throw new SettingsError(
      `HOST is ${given(name)}, but AUTH=off serves loopback addresses only; accepted are 127.0.0.0/8, ::1 and localhost.`,
    );
  if (guarded.tls || guarded.trustedProxies.length > 0) return name;
  throw new SettingsError(
    `HOST is ${given(name)}, which others reach, and what they send could be read on the way; give TLS_CERT_FILE and TLS_KEY_FILE, or the proxy that ends TLS in TRUSTED_PROXIES.`,
  );
}

const ORIGIN = /^[A-Za-z0-9][A-Za-z0-9._~:/-]{0,199}$/;

function ledgerOrigin(env: Environment): string | undefined {
  const origin = value(env, 'LEDGER_ORIGIN');
  if (origin === undefined || (ORIGIN.test(origin) && !origin.includes('://'))) return origin;
  throw new SettingsError(
    `LEDGER_ORIGIN is ${given(origin)}; accepted is a URL without scheme that is this log’s alone, such as pumps.example.org/ledger: up to 200 letters, digits and . _ ~ : / -`,
  );
}

/** @throws SettingsError where only one of the two is given */
function timestamps(env: Environment): Pick<Settings, 'timestampUrl' | 'timestampCertificateFile'> {
  const url = value(env, 'TIMESTAMP_URL');
  const timestampCertificateFile = path(env, 'TIMESTAMP_CERTIFICATE_FILE');
  if ((url === undefined) !== (timestampCertificateFile === undefined)) {
    const missing = url === undefined ? 'TIMESTAMP_URL' : 'TIMESTAMP_CERTIFICATE_FILE';
    throw new SettingsError(
      `${missing} is not given; timestamps need both the authority’s TIMESTAMP_URL and, in TIMESTAMP_CERTIFICATE_FILE, the certificate by which it signs.`,
    );
  }
  // It may hold a password, so a refusal never repeats it.
  if (url !== undefined && !isWebAddress(url))
    throw new SettingsError(`TIMESTAMP_URL is set to something else than ${WEB_ADDRESS}.`);
  return { timestampUrl: url, timestampCertificateFile };
}

/** @throws SettingsError where nobody knows the zone */
function timeZone(env: Environment): string {
  const zone = valueOrDefault(env, 'SITE_TIME_ZONE');
  if (isTimeZone(zone)) return zone;
  throw new SettingsError(
    `SITE_TIME_ZONE is ${given(zone)}; accepted is the name of an IANA zone, such as Europe/Madrid or UTC.`,
  );
}

/** @throws SettingsError on a server: what services share there was not tried as a whole yet */
function refuseSharedSessions(
  { auth }: Pick<Settings, 'auth'>,
  { eventStore: store }: Pick<Settings, 'eventStore'>,
): void {
  if (auth === 'oidc' && store === 'kurrentdb')
    throw new SettingsError(
      'AUTH is "oidc" and EVENT_STORE "kurrentdb": access control was not tried there as a whole yet; accepted is EVENT_STORE=sqlite.',
    );
}

/** @throws SettingsError on the first setting that cannot be used. */
export function readSettings(env: Environment): Settings {
  const guarded = access(env);
  const store = eventStore(env);
  refuseSharedSessions(guarded, store);
  return {
    ...guarded,
    host: host(env, guarded.access),
    port: wholeNumber(env, 'PORT', { least: 0, most: 65_535 }),
    dataDir: resolve(valueOrDefault(env, 'DATA_DIR')),
    ...store,
    masterKey: value(env, 'MASTER_KEY'),
    masterKeyFile: path(env, 'MASTER_KEY_FILE'),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS),
    ledgerOrigin: ledgerOrigin(env),
    signingKeyFile: path(env, 'SIGNING_KEY_FILE'),
    defaultPolicy: valueOrDefault(env, 'DEFAULT_POLICY'),
    siteTimeZone: timeZone(env),
    checkpointIntervalSeconds: wholeNumber(env, 'CHECKPOINT_INTERVAL_SECONDS', { least: 0, most: 86_400 }),
    witnessesFile: path(env, 'WITNESSES_FILE'),
    ...timestamps(env),
  };
}
