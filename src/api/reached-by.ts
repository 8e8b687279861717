import { createSecureContext } from 'node:tls';
import type { AccessSettings } from '../config/access-settings.js';
import { readGiven } from '../config/durable-file.js';
import { SettingsError } from '../config/setting.js';
import type { Settings } from '../config/settings.js';

interface Reached {
  readonly https?: { readonly cert: string; readonly key: string };
  readonly trustProxy?: string[];
}

/** @throws SettingsError */
function pairOf({ certFile, keyFile }: NonNullable<AccessSettings['tls']>): NonNullable<Reached['https']> {
  const cert = readGiven('TLS_CERT_FILE', certFile, 'a certificate with its chain (PEM)');
  const key = readGiven('TLS_KEY_FILE', keyFile, 'its private key (PEM)');
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (error) {
    const { code = 'no pair' } = error as NodeJS.ErrnoException;
    throw new SettingsError(
      `TLS_CERT_FILE and TLS_KEY_FILE are no pair that can be served with (${code}); accepted are a certificate with its chain and its private key, both as PEM.`,
      { cause: error },
    );
  }
}

/**
 * Over TLS or not, and through which proxies.
 * @throws SettingsError
 */
export function reachedBy({ access }: Settings): Reached {
  const { tls, trustedProxies = [] } = access ?? {};
  return {
    ...(tls && { https: pairOf(tls) }),
    ...(trustedProxies.length > 0 && { trustProxy: [...trustedProxies] }),
  };
}
