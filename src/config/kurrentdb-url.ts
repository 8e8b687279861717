import { SettingsError } from './setting.js';

const SHAPE = /^(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:\/\/[^/?]+\/?(?:\?(.*))?$/;
/** Those that the client knows; of others it prints the whole string, with the password. */
const OPTIONS = [
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'defaultDeadline',
  'keepAliveInterval',
  'keepAliveTimeout',
];

const flat = (name: string) => name.trim().toLowerCase().replace(/[_-]/g, '');
const KNOWN = new Set(OPTIONS.map(flat));

/**
 * Its value may hold a password, so a refusal never repeats it.
 * @throws SettingsError
 */
export function checkedKurrentdbUrl(url: string): string {
  const found = SHAPE.exec(url);
  if (!found)
    throw new SettingsError(
      'KURRENTDB_URL is set to something else (not shown, as it may hold a password) than a connection string such as kurrentdb://localhost:2113?tls=false.',
    );
  const unknown = (found[1] ?? '')
    .split('&')
    .findIndex((pair) => pair !== '' && !KNOWN.has(flat(pair.split('=')[0]!)));
  if (unknown >= 0)
    throw new SettingsError(
      `KURRENTDB_URL has an option that is not known, number ${unknown + 1} (not shown, as it may hold a password); accepted are ${OPTIONS.join(', ')}.`,
    );
  return url;
}
