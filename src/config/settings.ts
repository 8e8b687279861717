import { resolve } from 'node:path';
import { isLoopback } from './loopback.js';
import { type Environment, given, oneOf, SettingsError, value, wholeNumber } from './setting.js';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the operator decides, checked once at start; also the injection token. */
export class Settings {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly eventStore: 'sqlite' | 'kurrentdb';
  readonly kurrentdbUrl?: string;
  /** Wraps the keys of personal values; one of the two, or neither. */
  readonly masterKey?: string;
  readonly masterKeyFile?: string;
  readonly auth: 'off' | 'oidc';
  readonly logLevel: LogLevel;
}

const KURRENTDB_PROTOCOLS = ['kurrentdb:', 'kurrentdb+discover:', 'esdb:', 'esdb+discover:'];

/** Its value may hold a password, so a refusal never repeats it. */
function kurrentdbUrl(env: Environment): string | undefined {
  const url = value(env, 'KURRENTDB_URL');
  if (url === undefined) return undefined;
  if (URL.canParse(url) && KURRENTDB_PROTOCOLS.includes(new URL(url).protocol)) return url;
  throw new SettingsError(
    'KURRENTDB_URL is set to something else (not shown, as it may hold a password) than a connection string such as kurrentdb://localhost:2113?tls=false.',
  );
}

function file(env: Environment, name: string): string | undefined {
  const path = value(env, name);
  return path === undefined ? undefined : resolve(path);
}

function auth(env: Environment): Settings['auth'] {
  const mode = oneOf(env, 'AUTH', ['off', 'oidc'], 'off');
  if (mode === 'off') return mode;
  throw new SettingsError(
    'AUTH is "oidc", but access control is not built yet; accepted is "off", which serves this machine only.',
  );
}

function eventStore(env: Environment): Settings['eventStore'] {
  const store = oneOf(env, 'EVENT_STORE', ['sqlite', 'kurrentdb'], 'sqlite');
  if (store === 'sqlite') return store;
  throw new SettingsError('EVENT_STORE is "kurrentdb", which is not built yet; accepted is "sqlite".');
}

function host(env: Environment): string {
  const name = value(env, 'HOST') ?? '127.0.0.1';
  if (isLoopback(name)) return name;
  throw new SettingsError(
    `HOST is ${given(name)}, but AUTH=off serves loopback addresses only; accepted are 127.0.0.0/8, ::1 and localhost.`,
  );
}

/** @throws SettingsError on the first setting that cannot be used. */
export function readSettings(env: Environment): Settings {
  return {
    auth: auth(env),
    host: host(env),
    port: wholeNumber(env, 'PORT', { least: 0, most: 65_535, fallback: 3000 }),
    dataDir: resolve(value(env, 'DATA_DIR') ?? './data'),
    eventStore: eventStore(env),
    kurrentdbUrl: kurrentdbUrl(env),
    masterKey: value(env, 'MASTER_KEY'),
    masterKeyFile: file(env, 'MASTER_KEY_FILE'),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
  };
}
