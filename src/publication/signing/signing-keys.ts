import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { given, SettingsError } from '../../config/setting.js';
import type { Settings } from '../../config/settings.js';
import { sha256 } from '../../ledger/hashes.js';
import { signText, signatureLine } from '../../ledger/signed-note.js';
import {
  MalformedVerifierKey,
  NOTE_KEY,
  type VerifierKey,
  parseVerifierKey,
  verifierKey,
  verifierKeyText,
} from '../../ledger/verifier-key.js';
import { syncDirectoryOf } from '../../config/durable.js';
import { readGiven, writeDurably } from '../../config/durable-file.js';
import { makePrivateKey, publicKeyOf, readPrivateKey } from './private-key.js';

/** Hex digits of the first key's hash in the name of a log that was given none. */
const NAME_DIGITS = 16;

interface Signer {
  readonly key: VerifierKey;
  readonly privateKey: KeyObject;
}

const filesIn = (dataDir: string) => {
  const directory = join(dataDir, 'signing');
  const file = (name: string) => join(directory, name);
  return {
    directory,
    origin: file('origin'),
    privateKey: file('private-key.pem'),
    /** There only while a key is being replaced. */
    nextKey: file('next-key.pem'),
    verifierKeys: file('verifier-keys.txt'),
  };
};
type Files = ReturnType<typeof filesIn>;

const listOf = (keys: readonly VerifierKey[]) => keys.map((key) => `${verifierKeyText(key)}\n`).join('');

function knownKeys({ verifierKeys: file }: Files): readonly VerifierKey[] {
  if (!existsSync(file)) return [];
  const lines = readGiven('the list of verifier keys', file, 'one verifier key a line').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return parseVerifierKey(line);
      } catch (error) {
        if (!(error instanceof MalformedVerifierKey)) throw error;
        throw new SettingsError(`${file}: ${given(line)} ${error.message}; restore the file.`);
      }
    });
}

/** The keys by which the checkpoints of the log in a data directory verify, the current one first. @throws SettingsError */
export const verifierKeysIn = (dataDir: string): readonly VerifierKey[] => knownKeys(filesIn(dataDir));

/** Keeps them in a data directory that has none. */
export function keepVerifierKeys(dataDir: string, keys: readonly VerifierKey[]): void {
  const [current] = keys;
  const files = filesIn(dataDir);
  if (!current || existsSync(files.verifierKeys)) return;
  mkdirSync(files.directory, { recursive: true, mode: 0o700 });
  writeDurably(files.origin, `${current.name}\n`);
  writeDurably(files.verifierKeys, listOf(keys));
}

/** @throws SettingsError */
function ownKey(files: Files, wasSigned: boolean, given?: string): KeyObject {
  if (given !== undefined) return readPrivateKey('SIGNING_KEY_FILE', given);
  const { privateKey: file } = files;
  if (existsSync(file)) return readPrivateKey('the signing key', file);
  if (!wasSigned) return makePrivateKey(file);
  throw new SettingsError(
    `${file} is missing, though this log was signed before; restore it, or name the key by SIGNING_KEY_FILE.`,
  );
}

/** @throws SettingsError */
function originOf(files: Files, used: ReadonlySet<string>, own: KeyObject, wanted?: string): string {
  const [first] = used;
  const kept = existsSync(files.origin)
    ? readGiven('the log’s origin', files.origin, 'one line').trimEnd()
    : first;
  if (kept !== undefined && wanted !== undefined && kept !== wanted)
    throw new SettingsError(
      `LEDGER_ORIGIN is ${given(wanted)}, but the checkpoints of this log name ${given(kept)}, which never changes; unset LEDGER_ORIGIN, or set it to that.`,
    );
  const hash = sha256(publicKeyOf(own)).toString('hex').slice(0, NAME_DIGITS);
  const origin = kept ?? wanted ?? `pump-ledger.invalid/${hash}`;
  for (const other of used)
    if (other !== origin)
      throw new SettingsError(
        `${files.origin} names the log ${given(origin)}, but its keys or checkpoints name ${given(other)}; restore ${files.directory} and checkpoints.sqlite from the same copy.`,
      );
  if (!existsSync(files.origin)) writeDurably(files.origin, `${origin}\n`);
  return origin;
}

/** What was signed of a log. */
export interface Signed {
  /** What its checkpoints name. */
  readonly origin: string;
  isSignedBy(key: VerifierKey): boolean;
}

/**
 * Whether a key belongs to the log: it signed a checkpoint, alone or, as a new one, beside the one before. Of checkpoints that
 * no known key signed nothing can be told; that is said where they are compared with the log.
 */
function isIntroduced(key: VerifierKey, known: readonly VerifierKey[], signed: Signed | undefined): boolean {
  if (signed && known.some((one) => signed.isSignedBy(one))) return signed.isSignedBy(key);
  return known.length === 0 || known.some(({ keyId }) => keyId === key.keyId);
}

/** By what the log is named and signed: its origin, its private key, and the public keys of all it ever had. */
export class SigningKeys {
  private constructor(
    readonly origin: string,
    private readonly files: Files,
    private readonly isGiven: boolean,
    /** Two while a key is being replaced, the new one first. */
    private signers: readonly Signer[],
    private known: readonly VerifierKey[],
  ) {
    for (const { key } of signers.toReversed()) this.list(key);
  }

  /**
   * Reads them, or makes them at first start.
   * @param signed undefined where nothing was
   * @param listed keys that services on the same log share, the current one first
   * @throws SettingsError
   */
  static open(
    { dataDir, signingKeyFile, ledgerOrigin }: Pick<Settings, 'dataDir' | 'signingKeyFile' | 'ledgerOrigin'>,
    signed?: Signed,
    listed: readonly VerifierKey[] = [],
  ): SigningKeys {
    const files = filesIn(dataDir);
    mkdirSync(files.directory, { recursive: true, mode: 0o700 });
    const isListed = ({ keyId }: VerifierKey) => listed.some((one) => one.keyId === keyId);
    const kept = knownKeys(files);
    const known = [...listed, ...kept.filter((key) => !isListed(key))];
    const used = new Set(known.map(({ name }) => name));
    if (signed) used.add(signed.origin);
    const own = ownKey(files, used.size > 0, signingKeyFile);
    const origin = originOf(files, used, own, ledgerOrigin);
    const isGiven = signingKeyFile !== undefined;
    const next = !isGiven && existsSync(files.nextKey) ? [readPrivateKey('the next key', files.nextKey)] : [];
    const signers = [...next, own].map((privateKey) => ({
      key: verifierKey(origin, NOTE_KEY, publicKeyOf(privateKey)),
      privateKey,
    }));
    if (!isGiven && !isIntroduced(signers.at(-1)!.key, known, signed))
      throw new SettingsError(
        `${files.privateKey} is a key that nothing introduces: it signed no checkpoint of this log, nor did one before it vouch for it. Restore the key that signed, or, where that is lost for good, name another by SIGNING_KEY_FILE.`,
      );
    if (listed.length > 0 && !isGiven && !isListed(signers.at(-1)!.key))
      throw new SettingsError(
        'the checkpoints of this log are signed by another key than this service has; name that by SIGNING_KEY_FILE, the same for every service on the log.',
      );
    // Whoever reads the directory alone, such as the verifier, must find what other services listed.
    if (known.some(({ keyId }, index) => keyId !== kept[index]?.keyId))
      writeDurably(files.verifierKeys, listOf(known));
    return new SigningKeys(origin, files, isGiven, signers, known);
  }

  /** By which checkpoints of this log verify, the current one first. */
  get verifierKeys(): readonly VerifierKey[] {
    return this.known;
  }

  /** Whether a key is being replaced: what is signed now is signed by the old one, too. */
  get isRotating(): boolean {
    return this.signers.length > 1;
  }

  /** The lines of signatures of a text, of the current key first. */
  signatures(text: string): string {
    return this.signers.map(({ key, privateKey }) => signatureLine(signText(text, key, privateKey))).join('');
  }

  /**
   * Makes a new key, which from now on signs together with the old one.
   * @throws SettingsError where the operator gave the key
   */
  beginRotation(): void {
    if (this.isGiven)
      throw new SettingsError(
        'SIGNING_KEY_FILE names the signing key, so it is not this service’s to replace; put another key there and start again: the old one stays among those that verify.',
      );
    if (this.isRotating) return;
    const privateKey = makePrivateKey(this.files.nextKey);
    const key = verifierKey(this.origin, NOTE_KEY, publicKeyOf(privateKey));
    this.list(key);
    this.signers = [{ key, privateKey }, ...this.signers];
  }

  /** Destroys the old key, once a checkpoint was signed by both. */
  endRotation(): void {
    renameSync(this.files.nextKey, this.files.privateKey);
    syncDirectoryOf(this.files.privateKey);
    this.signers = this.signers.slice(0, 1);
  }

  /** Puts a key at the head of those that verify, before anything that it signed is given to anybody. */
  list(key: VerifierKey): void {
    if (this.known[0]?.keyId === key.keyId) return;
    this.known = [key, ...this.known.filter(({ keyId }) => keyId !== key.keyId)];
    writeDurably(this.files.verifierKeys, listOf(this.known));
  }
}
