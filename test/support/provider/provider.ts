import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type CryptoKey, type JWK, type JWTPayload, SignJWT, exportJWK, generateKeyPair } from 'jose';
import OidcProvider from 'oidc-provider';

/** Somebody who can be clicked at the provider's page. */
export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Undefined: the provider says nothing of sites. */
  readonly sites?: readonly string[];
}

export interface ProviderOptions {
  readonly people: readonly Person[];
  /** Of the service. */
  readonly publicUrl: string;
  /** 0: any free one. */
  readonly port?: number;
  /** Whether claims come by UserInfo alone. */
  readonly claimsByUserInfo?: boolean;
  /** Seconds. */
  readonly accessTokenLasts?: number;
  readonly refreshTokens?: boolean;
  readonly note?: string;
  /** The algorithm by which the client proves who it is, in place of its secret. */
  readonly clientSignsBy?: 'ES256' | 'RS256';
}

export interface LocalProvider {
  readonly issuer: string;
  /** Those who can log in; may be changed. */
  readonly people: Person[];
  /** Answers with 503 while true. */
  away: boolean;
  /** Makes an access token as RFC 9068 has it, with whatever is given in place of what is usual. */
  token(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Signs what is given, and adds nothing. */
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export const CLIENT_ID = 'pump-ledger';
export const CLIENT_SECRET = 'a secret of the tests, and of nobody else';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

function personsPage(uid: string, people: readonly Person[], note: string): string {
  const items = people.map(
    ({ sub, name, roles, sites = [] }) =>
      `<li><a href="/interaction/${uid}/as?sub=${encodeURIComponent(sub)}">${escaped(name)}</a> ${escaped([...roles, ...sites].join(', '))}</li>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Log in</title><h1>${escaped(note)}</h1><p>Who are you?</p><ul>${items.join('')}</ul><p><a href="/interaction/${uid}/none">Nobody</a></p></html>`;
}

/** It warns at each start that it is for development: that is what it is here for. */
function quietly<Made>(make: () => Made): Made {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}

const UID = /^\/interaction\/(?<uid>[A-Za-z0-9_-]+)(?<rest>\/as|\/none)?$/;

interface Key {
  readonly jwk: JWK;
  readonly sign: CryptoKey;
}

class Running implements LocalProvider {
  readonly people: Person[];
  away = false;
  private readonly server: Server;
  private provider!: OidcProvider;

  readonly issuer: string;
  private readonly options: ProviderOptions;
  private readonly key: Key;

  private constructor(issuer: string, server: Server, options: ProviderOptions, key: Key) {
    this.issuer = issuer;
    this.server = server;
    this.options = options;
    this.key = key;
    this.people = [...options.people];
  }

  static async start(options: ProviderOptions): Promise<Running> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: 'test-key', alg: 'ES256', use: 'sig' };
    const running = new Running(`http://localhost:${port}`, server, options, { jwk, sign: privateKey });
    running.provider = quietly(() => new OidcProvider(running.issuer, running.configuration()));
    const callback = running.provider.callback();
    server.on('request', (request, response) => {
      void running.answer(request, response, callback).catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
    });
    return running;
  }

  async sign(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'test-key', typ: 'at+jwt', ...header })
      .sign(this.key.sign);
  }

  async token(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const usual = {
      iss: this.issuer,
      aud: this.options.publicUrl,
      sub: 'somebody',
      client_id: 'a-program',
      iat: now,
      exp: now + 300,
      jti: crypto.randomUUID(),
    };
    return this.sign({ ...usual, ...claims }, header);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  ): Promise<void> {
    if (this.away) {
      response.statusCode = 503;
      return void response.end();
    }
    const url = new URL(request.url ?? '/', this.issuer);
    const { uid, rest } = UID.exec(url.pathname)?.groups ?? {};
    if (uid === undefined) return callback(request, response);
    if (rest === undefined) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return void response.end(personsPage(uid, this.people, this.options.note ?? 'Provider of the tests'));
    }
    const result =
      rest === '/none'
        ? { error: 'access_denied', error_description: 'nobody was chosen' }
        : { login: { accountId: url.searchParams.get('sub'), acr: 'clicked', amr: ['click'] } };
    return this.provider.interactionFinished(request, response, result);
  }

  private configuration(): unknown {
    const {
      publicUrl,
      claimsByUserInfo = false,
      accessTokenLasts = 300,
      refreshTokens = true,
      clientSignsBy,
    } = this.options;
    const scopes = 'openid profile';
    return {
      clients: [
        {
          client_id: CLIENT_ID,
          ...(clientSignsBy
            ? {
                token_endpoint_auth_method: 'private_key_jwt',
                token_endpoint_auth_signing_alg: clientSignsBy,
                jwks_uri: `${publicUrl}/auth/jwks.json`,
              }
            : { client_secret: CLIENT_SECRET }),
          redirect_uris: [`${publicUrl}/auth/callback`],
          post_logout_redirect_uris: [`${publicUrl}/auth/signed-out`],
          backchannel_logout_uri: `${publicUrl}/auth/backchannel-logout`,
          backchannel_logout_session_required: true,
          grant_types: ['authorization_code', ...(refreshTokens ? ['refresh_token'] : [])],
          response_types: ['code'],
          id_token_signed_response_alg: 'ES256',
        },
      ],
      clientDefaults: { id_token_signed_response_alg: 'ES256' },
      enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256'] },
      jwks: { keys: [this.key.jwk] },
      acrValues: ['clicked'],
      claims: { openid: ['sub', 'acr', 'amr', 'auth_time'], profile: ['name', 'roles', 'sites'] },
      conformIdTokenClaims: claimsByUserInfo,
      cookies: { keys: ['of the tests'] },
      pkce: { required: () => true },
      scopes: ['openid', 'profile', 'offline_access'],
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: { enabled: true },
      },
      interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
      issueRefreshToken: () => refreshTokens,
      fetch: (url: URL, options: RequestInit) => globalThis.fetch(url, options),
      ttl: {
        AccessToken: accessTokenLasts,
        AuthorizationCode: 60,
        Grant: 86_400,
        IdToken: 3_600,
        Interaction: 3_600,
        RefreshToken: 86_400,
        Session: 86_400,
      },
      findAccount: (_context: unknown, sub: string) => {
        const person = this.people.find((one) => one.sub === sub);
        return person && { accountId: sub, claims: () => ({ ...person }) };
      },
      loadExistingGrant: async ({ oidc }: GrantContext) => {
        const grant = new this.provider.Grant({
          clientId: oidc.client.clientId,
          accountId: oidc.session.accountId,
        });
        grant.addOIDCScope(scopes);
        await grant.save();
        return grant;
      },
    };
  }
}

interface GrantContext {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
}

/** A certified provider in this process, on loopback, where whoever is clicked is logged in. */
export const startProvider = (options: ProviderOptions): Promise<LocalProvider> => Running.start(options);
