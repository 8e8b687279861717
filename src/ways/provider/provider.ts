import { type JWK, type RemoteJWKSet, createRemoteJWKSet, customFetch as joseFetch } from 'jose';
import {
  Configuration,
  allowInsecureRequests,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { AccessSettings } from '../../config/access-settings.js';
import { SettingsError, given } from '../../config/setting.js';
import { type ClientProof, clientProofOf } from './client-proof.js';
import { Contact } from './contact.js';

/** A key that is not known makes the service ask anew, at most so often, ms. */
const ASKED_ANEW_EVERY_MS = 60_000;
/** Keys that are older are not believed, ms. */
const KEYS_LAST_MS = 3_600_000;
/** While nothing is wrong the keys are asked for so often, ms. */
const KEYS_EVERY_MS = 600_000;
/** Of clocks, in seconds. */
export const SKEW_S = 30;

/** The identity provider: what it says of itself, and its keys. */
export class Provider {
  private readonly refreshing: NodeJS.Timeout;

  private constructor(
    readonly configuration: Configuration,
    /** By which its tokens are checked. */
    readonly keys: RemoteJWKSet,
    readonly contact: Contact,
    /** The client's own, for the provider. */
    readonly ownKeys: readonly JWK[],
  ) {
    this.refreshing = setInterval(() => void keys.reload().catch(() => undefined), KEYS_EVERY_MS).unref();
  }

  /** @throws SettingsError where it does not answer, or is not the one that was named */
  static async discover(settings: AccessSettings): Promise<Provider> {
    const contact = new Contact();
    const proof = await clientProofOf(settings);
    const configuration = await discovered(settings, contact, proof);
    const { jwks_uri: uri } = configuration.serverMetadata();
    if (uri === undefined) throw unusable(settings, 'says no jwks_uri');
    const keys = createRemoteJWKSet(new URL(uri), {
      cooldownDuration: ASKED_ANEW_EVERY_MS,
      cacheMaxAge: KEYS_LAST_MS,
      [joseFetch]: sparingly(contact.fetch),
    });
    try {
      await keys.reload();
    } catch (error) {
      throw unusable(settings, `gives no keys at its jwks_uri: ${reasonOf(error)}`, error);
    }
    return new Provider(configuration, keys, contact, proof.keys);
  }

  close(): void {
    clearInterval(this.refreshing);
  }
}

async function discovered(settings: AccessSettings, contact: Contact, proof: ClientProof) {
  const { issuer, clientId } = settings;
  const isPlain = new URL(issuer).protocol === 'http:';
  let found: Configuration;
  try {
    found = await discovery(new URL(issuer), clientId, undefined, proof.auth(undefined), {
      [customFetch]: contact.fetch as never,
      execute: isPlain ? [allowInsecureRequests] : [],
    });
  } catch (error) {
    throw unusable(settings, `cannot be discovered: ${reasonOf(error)}`, error);
  }
  const metadata = found.serverMetadata();
  if (metadata.issuer !== issuer) throw unusable(settings, `says of itself that it is ${metadata.issuer}`);
  const methods = metadata.token_endpoint_auth_methods_supported;
  const configuration = new Configuration(
    metadata,
    clientId,
    { [clockTolerance]: SKEW_S },
    proof.auth(methods),
  );
  configuration[customFetch] = contact.fetch as never;
  if (isPlain) allowInsecureRequests(configuration);
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** Who just failed is not asked again at once, whoever sends tokens with unknown keys. */
function sparingly(ask: (url: string, options: RequestInit) => Promise<Response>) {
  const PAUSE_MS = 5_000;
  let failed: { readonly at: number; readonly error: unknown } | undefined;
  return async (url: string, options: RequestInit): Promise<Response> => {
    if (failed && performance.now() - failed.at < PAUSE_MS) throw failed.error;
    try {
      const answer = await ask(url, options);
      failed = undefined;
      return answer;
    } catch (error) {
      failed = { at: performance.now(), error };
      throw error;
    }
  };
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message !== message ? `${message}: ${reasonOf(cause)}` : message;
}

const unusable = ({ issuer }: AccessSettings, why: string, cause?: unknown): SettingsError =>
  new SettingsError(
    `OIDC_ISSUER is ${given(issuer)}, which ${why}; accepted is the issuer of an OpenID provider that answers at /.well-known/openid-configuration.`,
    { cause },
  );
