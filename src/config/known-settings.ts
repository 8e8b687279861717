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
  HOST: { fallback: '127.0.0.1', means: 'the address to serve; with `AUTH=off` only loopback addresses' },
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
      '`off` serves loopback only and refuses a foreign `Host` or `Origin`; `oidc` is not built yet and refused',
  },
  LOG_LEVEL: { fallback: 'info', means: '`silent` to `trace`; never bodies or personal values' },
} as const satisfies Record<string, KnownSetting>;

export type SettingName = keyof typeof SETTINGS;

type WithFallback<Name extends SettingName> = (typeof SETTINGS)[Name] extends { readonly fallback: string }
  ? Name
  : never;
/** The settings that hold a value also where none is given. */
export type DefaultedName = { [Name in SettingName]: WithFallback<Name> }[SettingName];
