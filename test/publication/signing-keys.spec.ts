import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../../src/config/setting.js';
import { sha256 } from '../../src/ledger/hashes.js';
import { noteText } from '../../src/ledger/signed-note.js';
import { verifierKeyText } from '../../src/ledger/verifier-key.js';
import { type Signed, SigningKeys, verifierKeysIn } from '../../src/publication/signing/signing-keys.js';
import { isSigned } from '../support/witness.js';

let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-keys-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (given: { signingKeyFile?: string; ledgerOrigin?: string } = {}, signed?: Signed) =>
  SigningKeys.open({ dataDir, ...given }, signed);
/** A log whose checkpoints some keys signed. */
const signedBy = (origin: string, ...keys: readonly SigningKeys[]): Signed => ({
  origin,
  isSignedBy: ({ keyId }) => keys.some(({ verifierKeys }) => verifierKeys[0]!.keyId === keyId),
});
const file = (name: string) => join(dataDir, 'signing', name);
const vkeys = (keys: SigningKeys) => keys.verifierKeys.map(verifierKeyText);
const note = (keys: SigningKeys) => noteText('text\n', keys.signatures('text\n'));
const signers = (keys: SigningKeys, known = vkeys(keys)) => known.map((vkey) => isSigned(note(keys), [vkey]));
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('was taken');
};

/** A PEM of a new key of some type. */
function given(name: string, pem?: string): string {
  const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const path = join(dataDir, name);
  writeFileSync(path, pem ?? made);
  return path;
}

describe('at first start', () => {
  it('the key that another service listed is kept, so that who reads the directory alone finds it', () => {
    const signingKeyFile = given('shared.pem');
    const { verifierKeys } = open({ signingKeyFile });
    const other = join(dataDir, 'other');
    mkdirSync(other);
    const keys = SigningKeys.open({ dataDir: other, signingKeyFile }, undefined, verifierKeys);
    expect(keys.verifierKeys).toEqual(verifierKeys);
    expect(verifierKeysIn(other)).toEqual(verifierKeys);
  });

  it('a key and a name are made, and are the same ever after', () => {
    const keys = open();
    const [key] = keys.verifierKeys;
    expect(keys.origin).toBe(`pump-ledger.invalid/${sha256(key!.publicKey).toString('hex').slice(0, 16)}`);
    expect(key!.name).toBe(keys.origin);
    expect(signers(keys)).toEqual([true]);
    const again = open();
    expect([again.origin, vkeys(again), note(again)]).toEqual([keys.origin, vkeys(keys), note(keys)]);
    expect(readFileSync(file('verifier-keys.txt'), 'utf8')).toBe(`${vkeys(keys)[0]}\n`);
    expect(readdirSync(join(dataDir, 'signing')).toSorted()).toEqual([
      'origin',
      'private-key.pem',
      'verifier-keys.txt',
    ]);
  });

  it('a name that is given is taken', () => {
    expect(open({ ledgerOrigin: 'example.org/pumps' }).origin).toBe('example.org/pumps');
    expect(open().origin).toBe('example.org/pumps');
  });

  it.each(['origin', 'verifier-keys.txt'])(
    'that ended before %s was written, the next one goes on',
    (name) => {
      const keys = open({ ledgerOrigin: 'example.org/pumps' });
      rmSync(file(name));
      const again = open({ ledgerOrigin: 'example.org/pumps' });
      expect([again.origin, vkeys(again)]).toEqual([keys.origin, vkeys(keys)]);
      expect(existsSync(file(name))).toBe(true);
    },
  );
});

describe('a start is refused', () => {
  it('with another name than that which checkpoints bear', () => {
    const { origin } = open();
    expect(refusal(() => open({ ledgerOrigin: 'example.org/other' }))).toBe(
      `LEDGER_ORIGIN is "example.org/other", but the checkpoints of this log name "${origin}", which never changes; unset LEDGER_ORIGIN, or set it to that.`,
    );
    writeFileSync(file('origin'), 'example.org/other\n');
    expect(refusal(() => open())).toMatch(/names the log "example\.org\/other", but its keys or checkpoints/);
  });

  it('without the key that signed before, which is not made anew', () => {
    const { origin } = open();
    rmSync(file('private-key.pem'));
    expect(refusal(() => open())).toMatch(/private-key\.pem is missing, though this log was signed before/);
    rmSync(join(dataDir, 'signing'), { recursive: true });
    expect(refusal(() => open({}, signedBy(origin)))).toMatch(/private-key\.pem is missing/);
    expect(readdirSync(join(dataDir, 'signing'))).toEqual([]);
  });

  it('with a private key that nothing introduces', () => {
    const keys = open();
    const list = readFileSync(file('verifier-keys.txt'));
    const own = readFileSync(file('private-key.pem'));
    const message = /private-key\.pem is a key that nothing introduces/;
    given('signing/private-key.pem');
    expect(refusal(() => open())).toMatch(message);
    expect(refusal(() => open({}, signedBy(keys.origin, keys)))).toMatch(message);
    // The list can be written by whoever can put a key beside it.
    const foreign = SigningKeys.open({ dataDir, signingKeyFile: file('private-key.pem') });
    expect(refusal(() => open({}, signedBy(keys.origin, keys)))).toMatch(message);
    expect(open({}, signedBy(keys.origin, keys, foreign)).origin).toBe(keys.origin);
    writeFileSync(file('verifier-keys.txt'), list);
    writeFileSync(file('private-key.pem'), own);
    expect(open({}, signedBy(keys.origin, keys)).origin).toBe(keys.origin);
  });

  it('with a list of keys that cannot be read', () => {
    open();
    writeFileSync(file('verifier-keys.txt'), 'a+b+c\n');
    expect(refusal(() => open())).toMatch(
      /verifier-keys\.txt: "a\+b\+c" is not of the form .*; restore the file/,
    );
  });
});

describe('SIGNING_KEY_FILE', () => {
  it('signs, and may change to a key that then comes first', () => {
    const first = open({ signingKeyFile: given('first.pem') });
    expect(existsSync(file('private-key.pem'))).toBe(false);
    const second = open({ signingKeyFile: given('second.pem') });
    expect(second.origin).toBe(first.origin);
    expect(vkeys(second)).toEqual([expect.any(String), vkeys(first)[0]]);
    expect(signers(second)).toEqual([true, false]);
    expect(refusal(() => second.beginRotation())).toMatch(/^SIGNING_KEY_FILE names the signing key/);
  });

  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = { format: 'pem', type: 'pkcs8' } as const;
  it.each([
    ['a key of another type', () => rsa().privateKey.export(pem).toString(), /a key of the type rsa/],
    [
      'a public key',
      () => rsa().publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      /no private key in PEM/,
    ],
    [
      'an encrypted key',
      () =>
        generateKeyPairSync('ed25519')
          .privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'secret' })
          .toString(),
      /an encrypted key/,
    ],
    ['anything else', () => 'none', /no private key in PEM/],
  ])('with %s is refused', (_, made, message) => {
    const said = refusal(() => open({ signingKeyFile: given('key.pem', made()) }));
    expect(said).toMatch(message);
    expect(said).toMatch(/^SIGNING_KEY_FILE is ".*key\.pem", which .*; accepted is an Ed25519 private key/);
  });

  it('that may not be read is refused', () => {
    const path = given('key.pem');
    rmSync(path);
    expect(refusal(() => open({ signingKeyFile: path }))).toMatch(/cannot be read \(ENOENT\)/);
    expect(refusal(() => open({ signingKeyFile: dataDir }))).toMatch(/cannot be read \(EISDIR\)/);
    if (process.getuid?.() === 0) return;
    chmodSync(given('key.pem'), 0);
    expect(refusal(() => open({ signingKeyFile: path }))).toMatch(/cannot be read \(EACCES\)/);
  });
});

describe('a rotation', () => {
  it('signs by both until the old key is destroyed', () => {
    const keys = open();
    const [old] = vkeys(keys);
    const secret = readFileSync(file('private-key.pem'), 'utf8');
    keys.beginRotation();
    keys.beginRotation();
    expect(vkeys(keys)).toEqual([expect.any(String), old]);
    expect([keys.isRotating, signers(keys)]).toEqual([true, [true, true]]);
    expect(note(keys).split('\n— ')[1]).toContain(
      Buffer.from(keys.verifierKeys[0]!.keyId, 'hex').toString('base64').slice(0, 5),
    );
    keys.endRotation();
    expect([keys.isRotating, signers(keys)]).toEqual([false, [true, false]]);
    for (const name of readdirSync(join(dataDir, 'signing')))
      expect(readFileSync(file(name), 'utf8')).not.toBe(secret);
    const again = open();
    expect([vkeys(again), note(again)]).toEqual([vkeys(keys), note(keys)]);
  });

  it.each(['before', 'after'])('that ended %s the new key was listed goes on at the next start', (when) => {
    const keys = open();
    const list = readFileSync(file('verifier-keys.txt'));
    keys.beginRotation();
    if (when === 'before') writeFileSync(file('verifier-keys.txt'), list);
    const again = open();
    expect([again.isRotating, vkeys(again), signers(again)]).toEqual([true, vkeys(keys), [true, true]]);
    expect(note(again)).toBe(note(keys));
    again.endRotation();
    expect(vkeys(open())).toEqual(vkeys(keys));
  });
});
