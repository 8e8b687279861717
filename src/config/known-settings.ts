/** One setting: what holds where it is not given, and what it is for. */
interface KnownSetting {
  /** As it could be given. */
  readonly fallback?: string;
  /** What holds instead, where that is no value. */
  readonly otherwise?: string;
  readonly means: string;
}

/** Every setting, in the order of the reference, which is made from this. No other name is read. */
export const SETTINGS = {
  PORT: { fallback: '3000', means: '0 takes any free port' },
  HOST: {
    fallback: '127.0.0.1',
    means: 'the address to serve; others than loopback need `AUTH=oidc`, and TLS or a trusted proxy',
  },
  DATA_DIR: { fallback: './data', means: 'where the record is, but for what a KurrentDB holds' },
  EVENT_STORE: {
    fallback: 'sqlite',
    means: '`sqlite`: the log is a file in `DATA_DIR`; `kurrentdb`: it is on a server',
  },
  KURRENTDB_URL: {
    means:
      '`kurrentdb://user:password@host:2113?tls=true`, as KurrentDB’s clients read it, with several hosts for a cluster; needed with `EVENT_STORE=kurrentdb`',
  },
  MASTER_KEY_FILE: {
    otherwise: '`DATA_DIR/master.key`, made at first start',
    means:
      'wraps the keys of personal values: a file with 32 bytes as 64 hex digits or base64. Keep it apart from the data',
  },
  MASTER_KEY: {
    means: 'the same key itself, in the environment; this or `MASTER_KEY_FILE`',
  },
  SIGNING_KEY_FILE: {
    otherwise: '`DATA_DIR/signing/private-key.pem`, made at first start',
    means: 'Ed25519 in PKCS #8 (PEM), by which checkpoints are signed',
  },
  LEDGER_ORIGIN: {
    otherwise: '`pump-ledger.invalid/…`, made at first start',
    means:
      'the log’s name in its checkpoints: a URL without scheme that is this log’s alone. Never changes once a checkpoint is signed',
  },
  DEFAULT_POLICY: {
    fallback: 'case-report-2024',
    means:
      'the id of the policy that judges where a question names none, one that is in force. Each change is recorded in the ledger; several services on one log need the same',
  },
  SITE_TIME_ZONE: {
    fallback: 'UTC',
    means: 'by which clock the pages tell times: an IANA zone such as `Europe/Madrid`',
  },
  CHECKPOINT_INTERVAL_SECONDS: {
    fallback: '60',
    means: 'how often checkpoints are published, when the log grew; 0: only on demand',
  },
  WITNESSES_FILE: {
    means: 'a line each: the witness’s verifier key and its submission prefix; `#` begins a comment',
  },
  TIMESTAMP_URL: {
    means: 'an RFC 3161 timestamp authority; with `TIMESTAMP_CERTIFICATE_FILE`, or neither',
  },
  TIMESTAMP_CERTIFICATE_FILE: {
    means: 'the certificate (PEM) by which that authority signs',
  },
  AUTH: {
    fallback: 'off',
    means:
      '`off` serves loopback only, lets in anybody on this machine, and refuses a foreign `Host` or `Origin`; `oidc`: whom your identity provider vouches for, with what the settings below say',
  },
  PUBLIC_URL: {
    means:
      'the origin at which browsers find the service, such as `https://pumps.example.org`; https, or http on loopback. Needed with `AUTH=oidc`, as are `OIDC_ISSUER`, `OIDC_CLIENT_ID` and one of the client’s secret and key',
  },
  OIDC_ISSUER: {
    means: 'the provider, compared byte for byte with what it says of itself; https, or http on loopback',
  },
  OIDC_CLIENT_ID: { means: 'by which the provider knows the service' },
  OIDC_CLIENT_SECRET_FILE: { means: 'the secret of the client' },
  OIDC_CLIENT_KEY_FILE: {
    means:
      'in its place a private key (PKCS #8, P-256 or RSA); `/auth/jwks.json` shows its public half to the provider',
  },
  OIDC_AUDIENCE: {
    otherwise: '`PUBLIC_URL`',
    means: 'to which bearer tokens must be made out; never the client id',
  },
  OIDC_ACCESS_TOKEN_TYP: {
    fallback: 'at+jwt',
    means: 'the `typ` of bearer tokens; `JWT` for providers that know no other',
  },
  OIDC_SCOPE: { fallback: 'openid profile', means: 'what a login asks the provider for' },
  OIDC_ROLES_CLAIM: {
    fallback: '/roles,/groups',
    means: 'where the claims name roles: JSON pointers, of which the first that is there counts',
  },
  OIDC_SITES_CLAIM: { fallback: '/sites', means: 'where the claims name sites' },
  OIDC_NAME_CLAIM: { fallback: '/name,/preferred_username', means: 'where the claims name the person' },
  ACCESS_FILE: {
    means:
      'which roles and sites the provider’s values stand for, what devices may, and who is denied; read anew when it changes',
  },
  SIGN_MAX_AGE_SECONDS: {
    fallback: '300',
    means: 'how old the login of a bearer token may be that signs: 5-3600',
  },
  SIGN_ACR: { means: 'how strong a login must be that signs: values of `acr`, separated by blanks' },
  SIGN_SEPARATION: {
    fallback: 'warn',
    means:
      'whoever signs recorded something, in the 28 days before, that the audit counts: `off`, `warn` shows it on the audit, `refuse`',
  },
  SESSION_IDLE_MINUTES: { fallback: '15', means: 'a session that nobody uses ends after so long: 5-60' },
  SESSION_HOURS: { fallback: '8', means: 'and in any case after so long: 1-12' },
  ACCESS_RETENTION_YEARS: {
    fallback: '10',
    means: 'how long the record of who looked is kept; at least 6',
  },
  TRUSTED_PROXIES: {
    means: 'whose `X-Forwarded-For` is believed: addresses and networks, comma separated',
  },
  TLS_CERT_FILE: {
    means: 'a certificate with its chain (PEM); with `TLS_KEY_FILE` the service speaks TLS itself',
  },
  TLS_KEY_FILE: { means: 'its private key (PEM)' },
  LOG_LEVEL: { fallback: 'info', means: '`silent` to `trace`; never bodies or personal values' },
} as const satisfies Record<string, KnownSetting>;

export type SettingName = keyof typeof SETTINGS;

type WithFallback<Name extends SettingName> = (typeof SETTINGS)[Name] extends { readonly fallback: string }
  ? Name
  : never;
/** The settings that hold a value also where none is given. */
export type DefaultedName = { [Name in SettingName]: WithFallback<Name> }[SettingName];
