/**
 * Checks a pump-ledger evidence pack with nothing but Node, 18 or newer. Run without arguments in the unpacked folder:
 *
 *   node check.mjs [--key <verifier key, or a file with some>] [--witness <verifier key>]...
 *
 * One file without dependencies, because it travels inside every pack. It shares no code with the service that wrote the
 * record. Formats: RFC 6962 and RFC 9162 (tree and proofs), RFC 8785 (JSON), C2SP signed-note, tlog-checkpoint and
 * tlog-cosignature, and personal values as digests as in SD-JWT.
 */
/* oxlint-disable max-lines */
import { type KeyObject, createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** What can be wrong with a pack, each in a sentence. */
export const PACK_PROBLEMS = {
  PROOFS_UNREADABLE: 'proofs.json is not in the exact form of its format',
  FILE_MISSING: 'a file of the pack is missing',
  FILE_CHANGED: 'a file is not the one that proofs.json lists',
  BYTES_UNREADABLE: 'the bytes of an event are no JSON object in UTF-8',
  BYTES_NOT_CANONICAL: 'the bytes of an event are not in RFC 8785 form',
  THERAPY_MISMATCH: 'an event is of another therapy',
  REVISION_MISMATCH: 'the revisions do not count from 1 without gaps',
  PREVIOUS_HASH_MISMATCH: 'an event does not name the hash of the one before',
  ID_REPEATED: 'two events of a therapy have one id',
  RECORDED_EARLIER: 'an event was recorded before the one before it',
  INCLUSION_UNPROVEN: 'an event is not shown to be in the tree that the checkpoint signs',
  CHECKPOINT_UNREADABLE: 'the checkpoint is not in the form of a signed checkpoint',
  CHECKPOINT_MISMATCH: 'proofs.json and the checkpoint speak of different trees',
  KEY_UNUSABLE: 'a verifier key cannot be used',
  SIGNATURE_INVALID: 'the log’s signature of a checkpoint does not verify',
  KEY_MISMATCH: 'a checkpoint is not signed by the key that was given',
  WITNESS_MISMATCH: 'a checkpoint has no valid cosignature of a witness that was given',
  TIMESTAMP_MISMATCH: 'the timestamp is of another text',
  DISCLOSURE_UNREADABLE: 'a disclosed personal value is not in the exact form of its format',
  DISCLOSURE_MISMATCH: 'a disclosed personal value is not the one that the record holds the digest of',
  AUDIT_UNREADABLE: 'audit.json is not in the exact form of its format',
  AUDIT_HASH_MISMATCH: 'the auditHash is not that of the audit',
  POLICY_MISMATCH: 'the policy document is not the one by which the audit judged',
  POLICY_NOT_ADOPTED: 'a policy is not the one that came into force in the ledger under its name',
  POLICY_NOT_SHIPPED: 'a policy under the name of one that the release ships is another one',
  SIGNATURE_NOT_RECORDED: 'the audit shows a signature or review otherwise than the record holds it',
} as const;

export interface Problem {
  readonly code: string;
  /** Of the event that it is about, from 0; null where it is about none. */
  readonly leafIndex: number | null;
  readonly detail: string;
}

export interface Trust {
  /** Verifier keys of the log that were got elsewhere than from the pack. */
  readonly keys: readonly string[];
  /** Verifier keys of witnesses whose cosignatures are asked for. */
  readonly witnesses: readonly string[];
}

export interface CheckedPack {
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  /** What was checked and found, in plain sentences. */
  readonly said: readonly string[];
  /** Policies of which the pack does not show that they came into force in the ledger. */
  readonly unshown: readonly string[];
  readonly therapyId?: string;
  /** As their bytes say, in order of revision. */
  readonly events: readonly Members[];
  readonly audit?: Members;
}

type Members = Readonly<Record<string, unknown>>;
export type Files = ReadonlyMap<string, Uint8Array>;

class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: string[] = [];
  readonly said: string[] = [];
  readonly unshown: string[] = [];

  problem(code: keyof typeof PACK_PROBLEMS, what: string, leafIndex: number | null = null): void {
    this.problems.push({ code, leafIndex, detail: `${PACK_PROBLEMS[code]}: ${what}` });
  }

  /** Says what holds, unless a problem was found since there were so many. */
  holds(topic: string, sentence: string, problemsBefore: number): void {
    const isWhole = this.problems.length === problemsBefore;
    this.said.push(`${topic}: ${isWhole ? sentence : 'not as they must be, see the problems.'}`);
  }
}

// ---- Bytes, hashes, JSON

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const sha256Hex = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

export const leafHash = (bytes: Uint8Array): Buffer => sha256(Buffer.concat([Buffer.of(0), bytes]));
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.concat([Buffer.of(1), left, right]));

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined for what is not UTF-8 throughout. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Standard base64 in its only form. */
export function base64Of(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

const hashIn = (text: unknown): Buffer | undefined => {
  const bytes = base64Of(text);
  return bytes?.length === 32 ? bytes : undefined;
};

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * RFC 8785 JSON of what JSON.parse gave.
 * @throws Error for lone surrogates and numbers that JSON does not have
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isMembers(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${canonicalJson(name)}:${canonicalJson(value[name])}`).join(',')}}`;
  }
  if (typeof value === 'string' && /\p{Cs}/u.test(value)) throw new Error('a lone surrogate');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('no number of JSON');
  return JSON.stringify(value);
}

/** Whether a text is RFC 8785 JSON, once it was parsed. */
export function isCanonical(text: string, value: unknown): boolean {
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The object that a text in RFC 8785 form is; undefined for any other text. */
export function canonicalMembers(bytes: Uint8Array): Members | undefined {
  const text = textOf(bytes);
  const value = text === undefined ? undefined : parsed(text);
  return isMembers(value) && isCanonical(text!, value) ? value : undefined;
}

const hasExactly = (value: Members, names: readonly string[]): boolean =>
  Object.keys(value).sort().join() === [...names].sort().join();

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

// ---- The tree (RFC 6962, section 2.1; the check of RFC 9162, section 2.1.3.2)

const half = (value: number): number => Math.floor(value / 2);

/** The root that an inclusion proof leads to; undefined where it cannot be one for such a leaf of such a tree. */
export function rootByInclusion(
  leaf: Buffer,
  leafIndex: number,
  treeSize: number,
  hashes: readonly Buffer[],
): Buffer | undefined {
  if (leafIndex >= treeSize) return undefined;
  let index = leafIndex;
  let last = treeSize - 1;
  let root = leaf;
  for (const hash of hashes) {
    if (last === 0) return undefined;
    if (index % 2 === 1 || index === last) {
      root = nodeHash(hash, root);
      for (; index % 2 === 0 && index !== 0; index = half(index)) last = half(last);
    } else {
      root = nodeHash(root, hash);
    }
    index = half(index);
    last = half(last);
  }
  return last === 0 ? root : undefined;
}

// ---- Signed notes, checkpoints, cosignatures

const LOG_KEY = 1;
const WITNESS_KEY = 4;

export interface VerifierKey {
  readonly vkey: string;
  readonly name: string;
  readonly id: string;
  readonly isWitness: boolean;
  readonly publicKey: KeyObject;
}

/** Undefined for what is no verifier key of Ed25519, of a log or of a witness. */
export function verifierKey(vkey: string): VerifierKey | undefined {
  const [, name, id, base64] = /^([^\s\u0085+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(vkey) ?? [];
  const key = base64Of(base64);
  if (!name || key?.length !== 33 || (key[0] !== LOG_KEY && key[0] !== WITNESS_KEY)) return undefined;
  const recomputed = sha256(Buffer.concat([Buffer.from(`${name}\n`), key])).toString('hex', 0, 4);
  if (recomputed !== id) return undefined;
  const x = key.subarray(1).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { vkey, name, id, isWitness: key[0] === WITNESS_KEY, publicKey };
}

export interface SignatureLine {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Buffer;
}

export interface Checkpoint {
  /** What is signed. */
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly signatures: readonly SignatureLine[];
}

function signatureLine(line: string): SignatureLine | undefined {
  const [, name, base64] = /^\u2014 ([^\s\u0085+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = base64Of(base64);
  if (!name || !bytes || bytes.length < 5) return undefined;
  return { name, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

/** Undefined for what is no signed checkpoint. */
export function readCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const note = textOf(bytes);
  // eslint-disable-next-line no-control-regex
  if (note === undefined || /[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.endsWith('\n'))
    return undefined;
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) return undefined;
  const text = note.slice(0, blank + 1);
  const lines = text.slice(0, -1).split('\n');
  const signatures = note
    .slice(blank + 2, -1)
    .split('\n')
    .map(signatureLine);
  const [origin, size, base64] = lines;
  const root = hashIn(base64);
  if (!origin || !root || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || lines.includes('')) return undefined;
  if (signatures.some((line) => line === undefined)) return undefined;
  return { text, origin, size: Number(size), root, signatures: signatures as SignatureLine[] };
}

const verifies = ({ publicKey }: VerifierKey, message: string, signature: Uint8Array): boolean =>
  verify(null, Buffer.from(message), publicKey, signature);

export interface Signed {
  readonly outcome: 'valid' | 'invalid' | 'absent';
  /** When a witness says that it looked. */
  readonly at?: Date;
}

/** Whether a key signed a checkpoint: `invalid` where a line says so and it does not verify. */
export function signedBy(checkpoint: Checkpoint, key: VerifierKey): Signed {
  const lines = checkpoint.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.id);
  if (lines.length === 0) return { outcome: 'absent' };
  let at: Date | undefined;
  for (const { signature } of lines) {
    if (!key.isWitness) {
      if (!verifies(key, checkpoint.text, signature)) return { outcome: 'invalid' };
      continue;
    }
    if (signature.length !== 72) return { outcome: 'invalid' };
    const seconds = signature.readBigUInt64BE();
    const message = `cosignature/v1\ntime ${seconds}\n${checkpoint.text}`;
    if (!verifies(key, message, signature.subarray(8))) return { outcome: 'invalid' };
    at = new Date(Number(seconds) * 1000);
  }
  return { outcome: 'valid', at };
}

/** The lines of a file of verifier keys. */
export const keyLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

// ---- Disclosures

export interface Disclosed {
  readonly name: string;
  readonly value: unknown;
}

export const digestOf = (disclosure: string): string =>
  sha256(Buffer.from(disclosure, 'latin1')).toString('base64url');

/** What a disclosure says; undefined for what is not in the exact form of one. */
export function readDisclosure(disclosure: string): Disclosed | undefined {
  const bytes = Buffer.from(disclosure, 'base64url');
  const text = textOf(bytes);
  if (bytes.toString('base64url') !== disclosure || text === undefined) return undefined;
  const array = parsed(text);
  if (!Array.isArray(array) || array.length !== 3 || !isCanonical(text, array)) return undefined;
  const [salt, name, value] = array as unknown[];
  if (typeof salt !== 'string' || !/^[\w-]{22}$/.test(salt) || typeof name !== 'string') return undefined;
  return { name, value };
}

/** The digest that stands in place of a personal value; undefined for any other value. */
const digestAt = (value: unknown): string | undefined =>
  isMembers(value) && typeof value.$sd === 'string' && hasExactly(value, ['$sd']) ? value.$sd : undefined;

const namesIn = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));

function valueAt(event: unknown, pointer: string): unknown {
  let value = event;
  for (const name of namesIn(pointer)) {
    if (Array.isArray(value))
      value = /^(0|[1-9]\d*)$/.test(name) ? (value[Number(name)] as unknown) : undefined;
    else if (isMembers(value) && Object.prototype.hasOwnProperty.call(value, name)) value = value[name];
    else return undefined;
  }
  return value;
}

/** Every digest that stands in place of a personal value in an event. */
export function digestsIn(value: unknown): string[] {
  const digest = digestAt(value);
  if (digest !== undefined) return [digest];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(digestsIn) : [];
}

// ---- Policies

/** The SHA-256 of each version of a policy that was ever shipped, of its RFC 8785 JSON. A released one never changes. */
export const SHIPPED_POLICIES: Readonly<Record<string, string>> = {
  'case-report-2024@2': 'a8a2583c1d7639203f4c7563d00729c8e3350a1f7b1982c8fb64002f08f7e7a4',
  'label-holiday@2': 'c4a62aa285937e9f999f3d3d4792fdba6cfcc56d04fc8d2ebbae81454d7fe4e2',
  'best-practice-titration@2': '1283a4f67f7aeabc88ac20b0130373912e47c67060fa1237286fdc9500b60535',
  'strict@2': '70d7f7d02626be8fa959a0572ad73f0bce9405a79741144fa37d8994c54cdac6',
};

const shippedHash = (reference: string): string | undefined =>
  Object.prototype.hasOwnProperty.call(SHIPPED_POLICIES, reference) ? SHIPPED_POLICIES[reference] : undefined;

/** How a version differs from the shipped one of its name; undefined where it does not, or none is shipped. */
export function otherThanShipped(reference: string, hash: string): string | undefined {
  const shipped = shippedHash(reference);
  return shipped === undefined || shipped === hash
    ? undefined
    : `${reference} has the SHA-256 ${hash}, the one that is shipped ${shipped}`;
}

// ---- The pack

/** Packs of the first one do not say which policies came into force. */
const FORMATS = ['pump-ledger-evidence-1', 'pump-ledger-evidence-2'];
const NEEDED = [
  'events.ndjson',
  'checkpoint.txt',
  'key.txt',
  'audit.json',
  'audit.pdf',
  'CHECK.md',
  'check.mjs',
];
const POLICY_EVENTS = 'policies.ndjson';
const OPTIONAL = ['disclosures.ndjson', 'checkpoint.tsr', POLICY_EVENTS];

interface Leaf {
  readonly hashes: readonly Buffer[];
  readonly leafIndex: number;
}

interface Proofs {
  readonly files: Readonly<Record<string, string>>;
  readonly leaves: readonly Leaf[];
  /** Of the events by which policies came into force; undefined where the pack is of the first format. */
  readonly policies: readonly Leaf[] | undefined;
  readonly origin: string;
  readonly root: Buffer;
  readonly therapyId: string;
  readonly treeSize: number;
}

interface PackEvent {
  readonly line: number;
  readonly leafIndex: number | null;
  readonly members: Members;
}

type RevisionName = 'revision' | 'streamRevision';

function leafIn(value: unknown, index: number, name: RevisionName): Leaf | undefined {
  if (!isMembers(value) || !hasExactly(value, ['hashes', 'leafIndex', name])) return undefined;
  const { hashes, leafIndex } = value;
  if (!Array.isArray(hashes) || !isCount(leafIndex) || value[name] !== index + 1) return undefined;
  const read = hashes.map(hashIn);
  return read.some((hash) => hash === undefined) ? undefined : { hashes: read as Buffer[], leafIndex };
}

/** Leaves in order; else the number of the first that is not as it must be. */
function leavesIn(value: unknown, name: RevisionName): readonly Leaf[] | number {
  const read = Array.isArray(value) ? value.map((leaf, index) => leafIn(leaf, index, name)) : [undefined];
  const faulty = read.findIndex(
    (leaf, index) => !leaf || (index > 0 && leaf.leafIndex <= (read[index - 1]?.leafIndex ?? -1)),
  );
  return faulty >= 0 ? faulty + 1 : (read as Leaf[]);
}

function readProofs(bytes: Uint8Array): Proofs | string {
  const value = canonicalMembers(bytes);
  if (!value) return 'it is not RFC 8785 JSON';
  const { files, format, origin, rootHash, therapyId, treeSize } = value;
  if (!FORMATS.includes(String(format)))
    return `its format is ${JSON.stringify(format)}, not ${FORMATS.join(' or ')}`;
  const withPolicies = format !== FORMATS[0];
  const names = ['files', 'format', 'leaves', 'origin', 'rootHash', 'therapyId', 'treeSize'];
  if (withPolicies) names.push('policies');
  if (!hasExactly(value, names)) return `its members are not ${names.sort().join(', ')}`;
  if (!isMembers(files) || !Object.values(files).every((hash) => /^[0-9a-f]{64}$/.test(String(hash))))
    return 'files are not names with a SHA-256 each';
  const root = hashIn(rootHash);
  if (!root || !isCount(treeSize) || typeof origin !== 'string' || typeof therapyId !== 'string')
    return 'origin, rootHash, therapyId or treeSize is not what it must be';
  const leaves = leavesIn(value.leaves, 'revision');
  if (typeof leaves === 'number') return `leaf ${leaves} is not in its form, or out of order`;
  const policies = withPolicies ? leavesIn(value.policies, 'streamRevision') : undefined;
  if (typeof policies === 'number') return `policy ${policies} is not in its form, or out of order`;
  return { files: files as Record<string, string>, leaves, policies, origin, root, therapyId, treeSize };
}

function checkFiles(files: Files, proofs: Proofs, found: Findings): void {
  const listed = Object.keys(proofs.files);
  for (const name of [...NEEDED, ...(proofs.policies ? [POLICY_EVENTS] : [])])
    if (!listed.includes(name)) found.problem('FILE_MISSING', `proofs.json does not list ${name}`);
  let same = 0;
  for (const name of listed) {
    const bytes = files.get(name);
    if (!bytes) found.problem('FILE_MISSING', `${name} is listed in proofs.json, but not here`);
    else if (sha256Hex(bytes) !== proofs.files[name])
      found.problem(
        'FILE_CHANGED',
        `the SHA-256 of ${name} is ${sha256Hex(bytes)}, listed is ${proofs.files[name]}`,
      );
    else same += 1;
  }
  for (const name of files.keys())
    if (name !== 'proofs.json' && !listed.includes(name)) {
      if (OPTIONAL.includes(name)) found.problem('FILE_CHANGED', `${name} is not listed in proofs.json`);
      else found.warnings.push(`${name} is no part of the pack; nothing was checked of it.`);
    }
  found.said.push(`Files: ${same} of ${listed.length} are those that proofs.json lists.`);
}

function usableKeys(vkeys: readonly string[], where: string, found: Findings): VerifierKey[] {
  const keys: VerifierKey[] = [];
  for (const vkey of vkeys) {
    const key = verifierKey(vkey);
    if (key) keys.push(key);
    else
      found.problem('KEY_UNUSABLE', `${JSON.stringify(vkey)} ${where}; accepted is <name>+<8 hex>+<base64>`);
  }
  if (keys.length === 0 && vkeys.length === 0) found.problem('KEY_UNUSABLE', `there is none ${where}`);
  return keys;
}

/** By any of the keys; a line of one of them that does not verify spoils the others. */
function logSignature(
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
): VerifierKey | 'invalid' | undefined {
  const tried = keys
    .filter(({ isWitness }) => !isWitness)
    .map((key) => ({ key, ...signedBy(checkpoint, key) }));
  if (tried.some(({ outcome }) => outcome === 'invalid')) return 'invalid';
  return tried.find(({ outcome }) => outcome === 'valid')?.key;
}

function checkWitnesses(checkpoint: Checkpoint, vkeys: readonly string[], found: Findings): void {
  for (const key of usableKeys(vkeys, 'given with --witness', found)) {
    const { outcome, at } = signedBy(checkpoint, key);
    if (!key.isWitness) found.problem('KEY_UNUSABLE', `${key.vkey} is no witness’s key`);
    else if (outcome === 'valid')
      found.said.push(`Witness ${key.name}: cosigned this checkpoint at ${at!.toISOString()}.`);
    else
      found.problem(
        'WITNESS_MISMATCH',
        `${key.name}, key ${key.id}: ${outcome === 'absent' ? 'no line' : 'does not verify'}`,
      );
  }
}

function checkCheckpoint(files: Files, proofs: Proofs, trust: Trust, found: Findings): void {
  const bytes = files.get('checkpoint.txt');
  const keyFile = files.get('key.txt');
  if (!bytes || !keyFile) return;
  const checkpoint = readCheckpoint(bytes);
  if (!checkpoint) return found.problem('CHECKPOINT_UNREADABLE', 'checkpoint.txt');
  const { origin, size, root } = checkpoint;
  if (origin !== proofs.origin || size !== proofs.treeSize || !root.equals(proofs.root))
    found.problem(
      'CHECKPOINT_MISMATCH',
      `${origin}, ${size}, ${root.toString('base64')} in the checkpoint; ${proofs.origin}, ${proofs.treeSize}, ${proofs.root.toString('base64')} in proofs.json`,
    );
  const inPack = usableKeys(keyLines(textOf(keyFile) ?? ''), 'in key.txt', found);
  const key = logSignature(checkpoint, inPack);
  if (key === undefined || key === 'invalid')
    found.problem('SIGNATURE_INVALID', `${key ? 'a line' : 'no line'} of a key in key.txt`);
  else if (key.name !== origin)
    found.problem('SIGNATURE_INVALID', `the key is of ${key.name}, the checkpoint of ${origin}`);
  else
    found.said.push(
      `Checkpoint: ${origin} signed a tree of ${size} events, root ${root.toString('base64')}, with the key ${key.vkey}`,
    );
  if (trust.keys.length > 0) {
    const given = logSignature(checkpoint, usableKeys(trust.keys, 'given with --key', found));
    if (given === undefined || given === 'invalid')
      found.problem(
        'KEY_MISMATCH',
        `it is signed by ${checkpoint.signatures.map(({ name, keyId }) => `${name}+${keyId}`).join(', ')}`,
      );
    else found.said.push(`Key: the one that you gave signed it.`);
  }
  if (trust.witnesses.length > 0) checkWitnesses(checkpoint, trust.witnesses, found);
  const known = new Set(
    [...inPack, ...trust.witnesses.flatMap((vkey) => verifierKey(vkey) ?? [])].map(({ id }) => id),
  );
  const others = checkpoint.signatures.filter(({ keyId }) => !known.has(keyId));
  if (others.length > 0)
    found.said.push(
      `Not checked: ${others.length} further signature${others.length > 1 ? 's' : ''} of the checkpoint (${others.map(({ name }) => name).join(', ')}); give the keys with --witness.`,
    );
  checkTimestamp(files.get('checkpoint.tsr'), checkpoint, found);
}

/** Whether it is of this text can be told without its certificate, whether the authority made it cannot. */
function checkTimestamp(response: Uint8Array | undefined, { text }: Checkpoint, found: Findings): void {
  if (!response) return;
  const isOf = ['sha256', 'sha384', 'sha512'].some((name) =>
    Buffer.from(response).includes(createHash(name).update(text).digest()),
  );
  if (!isOf)
    return found.problem('TIMESTAMP_MISMATCH', 'checkpoint.tsr holds no hash of the checkpoint’s text');
  found.said.push(
    'Timestamp: checkpoint.tsr names this checkpoint. Its own signature was not checked; `openssl ts -verify` does, see CHECK.md.',
  );
}

function linesOf(bytes: Uint8Array): Uint8Array[] | undefined {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return from === bytes.length ? lines : undefined;
}

/** Whose chain a file holds. */
interface ChainOf {
  readonly file: string;
  /** What each event says of whose it is. */
  readonly owner: Readonly<Record<'therapyId' | 'stream', string | undefined>>;
  readonly leaves: readonly Leaf[];
}

/** Whether lines are events of one chain, from its first on, each in the tree. */
function checkChain(
  bytes: Uint8Array,
  { file, owner, leaves }: ChainOf,
  { treeSize, root }: Proofs,
  found: Findings,
): PackEvent[] {
  const lines = linesOf(bytes);
  if (!lines) found.problem('BYTES_UNREADABLE', `${file} does not end with a newline`);
  if (lines && lines.length !== leaves.length)
    found.problem('INCLUSION_UNPROVEN', `${file}: ${lines.length} events, ${leaves.length} proofs`);
  const events: PackEvent[] = [];
  const ids = new Set<unknown>();
  let previousHash = '0'.repeat(64);
  let recordedAt = '';
  for (const [index, line] of (lines ?? []).entries()) {
    const leaf = leaves[index];
    const leafIndex = leaf?.leafIndex ?? null;
    const say = (code: keyof typeof PACK_PROBLEMS, what: string) =>
      found.problem(code, `${file}, line ${index + 1}: ${what}`, leafIndex);
    const computed = leaf && rootByInclusion(leafHash(line), leaf.leafIndex, treeSize, leaf.hashes);
    if (!computed?.equals(root)) say('INCLUSION_UNPROVEN', 'its proof does not lead to the root');
    const text = textOf(line);
    const members = text === undefined ? undefined : parsed(text);
    if (!isMembers(members)) {
      say('BYTES_UNREADABLE', 'no JSON object');
    } else {
      if (!isCanonical(text!, members)) say('BYTES_NOT_CANONICAL', 'the bytes differ');
      const expect = (code: keyof typeof PACK_PROBLEMS, name: string, wanted: unknown) => {
        if (members[name] !== wanted)
          say(code, `its ${name} is ${JSON.stringify(members[name])}, not ${JSON.stringify(wanted)}`);
      };
      expect('THERAPY_MISMATCH', 'therapyId', owner.therapyId);
      expect('THERAPY_MISMATCH', 'stream', owner.stream);
      expect('REVISION_MISMATCH', 'revision', index + 1);
      expect('PREVIOUS_HASH_MISMATCH', 'previousHash', previousHash);
      if (ids.has(members.id)) say('ID_REPEATED', `its id is ${JSON.stringify(members.id)}`);
      ids.add(members.id);
      if (String(members.recordedAt) < recordedAt) say('RECORDED_EARLIER', String(members.recordedAt));
      recordedAt = String(members.recordedAt);
      events.push({ line: index + 1, leafIndex, members });
    }
    previousHash = sha256Hex(line);
  }
  return events;
}

function checkEvents(bytes: Uint8Array, proofs: Proofs, found: Findings): PackEvent[] {
  const { leaves, therapyId } = proofs;
  const before = found.problems.length;
  if (bytes.length === 0) found.problem('INCLUSION_UNPROVEN', 'events.ndjson holds no event');
  const owner = { therapyId, stream: undefined };
  const events = checkChain(bytes, { file: 'events.ndjson', owner, leaves }, proofs, found);
  const leafList = leaves.map(({ leafIndex }) => leafIndex);
  found.holds(
    'Events',
    `${events.length} of the therapy ${therapyId}, revisions 1 to ${events.length}, each naming the hash of the one before, and each proven to be in the signed tree (leaves ${leafList.slice(0, 3).join(', ')}${leafList.length > 3 ? ', …' : ''}).`,
    before,
  );
  return events;
}

/** The events by which policies came into force; undefined where they are not as they must be, or not in the pack. */
function checkAdopted(files: Files, proofs: Proofs, found: Findings): readonly PackEvent[] | undefined {
  const { policies: leaves } = proofs;
  if (!leaves) return undefined;
  const before = found.problems.length;
  const owner = { therapyId: undefined, stream: 'policies' };
  const bytes = files.get(POLICY_EVENTS) ?? new Uint8Array(0);
  const events = checkChain(bytes, { file: POLICY_EVENTS, owner, leaves }, proofs, found);
  return found.problems.length === before ? events : undefined;
}

/** What the ledger says of a policy, in a piece of a sentence; undefined where that is a problem. */
function heldByTree(
  { reference, hash }: { readonly reference: string; readonly hash: string },
  adopted: readonly PackEvent[] | undefined,
  found: Findings,
): string | undefined {
  const ofVersion = (adopted ?? []).flatMap(({ leafIndex, members: { type, data, recordedAt } }) =>
    type === 'PolicyAdopted' &&
    isMembers(data) &&
    `${String(data.policy)}@${String(data.policyVersion)}` === reference
      ? [{ leafIndex, sha256: data.sha256, recordedAt }]
      : [],
  );
  const other = ofVersion.find(({ sha256: held }) => held !== hash);
  if (other) {
    found.problem(
      'POLICY_NOT_ADOPTED',
      `${reference} in the pack has the SHA-256 ${hash}, the ledger’s ${String(other.sha256)}`,
      other.leafIndex,
    );
    return undefined;
  }
  const [first] = ofVersion;
  if (first) return `agrees with the tree (leaf ${first.leafIndex}, recorded at ${String(first.recordedAt)})`;
  found.unshown.push(reference);
  return 'not shown is that it came into force in this ledger';
}

/** Compares each policy of the pack with the ledger, and with what the release of this checker ships. */
function checkPolicies(files: Files, proofs: Proofs, release: string, found: Findings): void {
  const before = found.problems.length;
  const adopted = checkAdopted(files, proofs, found);
  const isBroken = found.problems.length > before;
  const checker = release === '' ? 'the release of this checker' : `release ${release}`;
  for (const [name, bytes] of files) {
    const [, reference] = /^policies\/(.+)\.json$/.exec(name) ?? [];
    if (reference === undefined) continue;
    const problemsBefore = found.problems.length;
    const document = parsed(textOf(bytes) ?? '');
    if (!isMembers(document) || `${String(document.id)}@${String(document.version)}` !== reference)
      found.problem('POLICY_MISMATCH', `${name} does not hold ${reference}`);
    const hash = sha256Hex(bytes);
    const byTree = isBroken
      ? 'the ledger’s events of policies are not as they must be'
      : heldByTree({ reference, hash }, adopted, found);
    const other = otherThanShipped(reference, hash);
    if (other !== undefined) found.problem('POLICY_NOT_SHIPPED', other);
    const byRelease =
      shippedHash(reference) === undefined
        ? `unknown to ${checker}, which cannot judge its content`
        : `agrees with ${checker}`;
    found.holds(`Policy ${reference}`, `${byTree}; ${byRelease}.`, problemsBefore);
  }
  for (const reference of found.unshown)
    found.warnings.push(
      `that ${reference} came into force in this ledger is not shown: ${proofs.policies ? 'no event of it is under the checkpoint' : 'an older release made the pack, without events of policies'}.`,
    );
}

const LINE_MEMBERS = ['digest', 'disclosure', 'eventId', 'name', 'pointer', 'revision', 'value'];

/** Why a line does not disclose what it says; undefined where it does. */
function disclosureFault(line: Members, event: PackEvent | undefined): string | undefined {
  const { digest, disclosure, eventId, name, pointer, revision, value } = line;
  if (typeof disclosure !== 'string' || typeof pointer !== 'string') return 'it is no disclosure';
  const read = readDisclosure(disclosure);
  if (!read) return 'its disclosure is not the base64url of [salt, name, value]';
  if (digestOf(disclosure) !== digest) return `its digest is not that of its disclosure`;
  if (read.name !== name || namesIn(pointer).pop() !== name) return 'its name is not the disclosed one';
  if (canonicalJson(read.value) !== canonicalJson(value)) return 'its value is not the disclosed one';
  if (!event || event.members.id !== eventId)
    return `there is no event ${JSON.stringify(eventId)} at revision ${JSON.stringify(revision)}`;
  if (digestAt(valueAt(event.members, pointer)) !== digest)
    return `the event does not hold its digest at ${pointer}`;
  return undefined;
}

function checkDisclosures(
  bytes: Uint8Array | undefined,
  events: readonly PackEvent[],
  found: Findings,
): void {
  const held = events.reduce((sum, { members }) => sum + digestsIn(members).length, 0);
  if (!bytes) {
    found.said.push(`Personal values: none are in the pack; the record holds digests of ${held}.`);
    return;
  }
  const lines = linesOf(bytes);
  if (!lines) return found.problem('DISCLOSURE_UNREADABLE', 'disclosures.ndjson does not end with a newline');
  const byRevision = new Map(events.map((event) => [event.members.revision, event]));
  const problemsBefore = found.problems.length;
  const places = new Set<string>();
  let before = 0;
  for (const [index, line] of lines.entries()) {
    const where = `disclosures.ndjson, line ${index + 1}`;
    const members = canonicalMembers(line);
    if (!members || !hasExactly(members, LINE_MEMBERS)) {
      found.problem('DISCLOSURE_UNREADABLE', where);
      continue;
    }
    const place = `${String(members.revision)} ${String(members.pointer)}`;
    const isInOrder = Number(members.revision) >= before && !places.has(place);
    if (!isInOrder)
      found.problem('DISCLOSURE_UNREADABLE', `${where}: it is out of order, or disclosed twice`);
    places.add(place);
    before = Number(members.revision);
    const event = byRevision.get(members.revision);
    const fault = disclosureFault(members, event);
    if (fault) found.problem('DISCLOSURE_MISMATCH', `${where}: ${fault}`, event?.leafIndex ?? null);
  }
  found.holds(
    'Personal values',
    `${places.size} disclosed, each the one that the digest in the event stands for; ${held - places.size} withheld or erased.`,
    problemsBefore,
  );
}

function auditHashOf(audit: Members): string {
  const { auditHash: _hash, signatures: _signatures, reviews: _reviews, ...hashed } = audit;
  const findings = (Array.isArray(audit.findings) ? audit.findings : []).filter(
    (finding) => !isMembers(finding) || finding.code !== 'CORRECTED_AFTER_AUDIT',
  );
  return sha256Hex(Buffer.from(canonicalJson({ ...hashed, findings })));
}

function checkAudit(files: Files, proofs: Proofs, found: Findings): Members | undefined {
  const bytes = files.get('audit.json');
  if (!bytes) return undefined;
  const audit = canonicalMembers(bytes);
  if (!audit || !isMembers(audit.policy)) {
    found.problem('AUDIT_UNREADABLE', 'audit.json');
    return undefined;
  }
  if (audit.therapyId !== proofs.therapyId)
    found.problem('THERAPY_MISMATCH', `audit.json is of ${JSON.stringify(audit.therapyId)}`);
  const computed = auditHashOf(audit);
  if (computed !== audit.auditHash)
    found.problem(
      'AUDIT_HASH_MISMATCH',
      `audit.json says ${JSON.stringify(audit.auditHash)}, computed is ${computed}`,
    );
  const name = `policies/${String(audit.policy.id)}@${String(audit.policy.version)}.json`;
  const policy = files.get(name);
  if (!policy) found.problem('FILE_MISSING', `${name}, by which the audit judged`);
  else if (sha256Hex(policy) !== audit.policySha256)
    found.problem(
      'POLICY_MISMATCH',
      `the SHA-256 of ${name} is ${sha256Hex(policy)}, the audit’s is ${JSON.stringify(audit.policySha256)}`,
    );
  found.said.push(
    `Audit: as of ${String(audit.asOf)}, known at ${String(audit.knownAt)}, by ${name}; its auditHash is ${computed}.`,
  );
  return audit;
}

const SIGNED_AS = ['auditHash', 'factsHash', 'meaning', 'release', 'authenticated'];
const REVIEWED_AS = ['inference', 'outcome'];

/** What people said of audits stands in the record; audit.json may only repeat it. */
function checkSaid(audit: Members | undefined, events: readonly PackEvent[], found: Findings): void {
  const compare = (list: unknown, type: string, names: readonly string[]) => {
    const ids = Array.isArray(list)
      ? list.map((shown) => (isMembers(shown) ? shown.eventId : undefined))
      : [];
    if (!Array.isArray(list) || new Set(ids).size < list.length || ids.includes(undefined))
      found.problem('SIGNATURE_NOT_RECORDED', `the list of ${type} is none, or names an event twice`);
    for (const shown of Array.isArray(list) ? list.filter(isMembers) : []) {
      const event = events.find(({ members }) => members.id === shown.eventId)?.members;
      const data = event?.type === type && isMembers(event.data) ? event.data : undefined;
      if (!data || names.some((name) => data[name] !== shown[name]))
        found.problem('SIGNATURE_NOT_RECORDED', `${type} ${JSON.stringify(shown.eventId)}`);
    }
  };
  compare(audit?.signatures, 'AuditSigned', SIGNED_AS);
  compare(audit?.reviews, 'InferenceReviewed', REVIEWED_AS);
  for (const { members } of events) {
    const { type, data, revision } = members;
    if (type !== 'AuditSigned' || !isMembers(data)) continue;
    const isThis = data.auditHash === audit?.auditHash;
    const which = isThis ? 'this very audit' : 'another audit';
    const shown = Array.isArray(audit?.signatures) ? audit.signatures.filter(isMembers) : [];
    if (isThis && !shown.some(({ eventId }) => eventId === members.id))
      found.problem('SIGNATURE_NOT_RECORDED', `revision ${String(revision)} is recorded, but not shown`);
    found.said.push(
      `Signed: revision ${String(revision)} records that ${which} was ${String(data.meaning)}, by ${String(data.policy)}@${String(data.policyVersion)}, auditHash ${String(data.auditHash)}.`,
    );
  }
}

/**
 * Checks hashes, proofs, signature, chain, disclosures, policies and the audit's hash; nothing outside the files is asked.
 * @param release of the checker
 */
export function checkPack(files: Files, trust: Trust, release = ''): CheckedPack {
  const found = new Findings();
  const bytes = files.get('proofs.json');
  const proofs = bytes ? readProofs(bytes) : 'there is none';
  if (typeof proofs === 'string') {
    found.problem(bytes ? 'PROOFS_UNREADABLE' : 'FILE_MISSING', `proofs.json: ${proofs}`);
    return { ...found, events: [] };
  }
  checkFiles(files, proofs, found);
  checkCheckpoint(files, proofs, trust, found);
  const events = checkEvents(files.get('events.ndjson') ?? new Uint8Array(0), proofs, found);
  checkDisclosures(files.get('disclosures.ndjson'), events, found);
  const audit = checkAudit(files, proofs, found);
  checkPolicies(files, proofs, release, found);
  checkSaid(audit, events, found);
  return { ...found, therapyId: proofs.therapyId, events: events.map(({ members }) => members), audit };
}

/** What follows a word that all is well; empty where everything is shown. */
export const butNotShown = ({ unshown }: Pick<CheckedPack, 'unshown'>): string =>
  unshown.length > 0 ? `; not shown is that ${unshown.join(', ')} came into force in this ledger` : '';

/** What a pack cannot show, whatever was checked. */
export function limitsOf(trust: Trust): string[] {
  const key =
    trust.keys.length > 0
      ? 'The signature proves that the holder of the key that you gave signed this tree; it proves as much as the way by which you got the key.'
      : 'key.txt came with the pack and proves nothing by itself: whoever forges a pack puts a key of his own into it. Get the log’s key elsewhere and run again with --key.';
  return [
    key,
    'A pack cannot show that no event of the therapy follows its last one, neither under this checkpoint nor later: only the whole log (its database or its tiles) shows that.',
    'Nor can it show that others are given the same log: compare checkpoints, or ask for witnesses (--witness).',
    'audit.pdf, CHECK.md and check.mjs are held by the list in proofs.json alone, which is not signed: the project’s command line makes them anew and compares.',
  ];
}

// ---- Run by itself, in the folder that it stands in

/** Of the checker: its first line names it, where it travels in a pack. */
const ownRelease = (script: string): string => /^\/\/ pump-ledger (\S+), /.exec(script)?.[1] ?? '';

/** All files of a folder, by their path in it. */
export function filesIn(folder: string): Files {
  const files = new Map<string, Uint8Array>();
  const walk = (at: string, prefix: string) => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path, `${prefix}${name}/`);
      else files.set(`${prefix}${name}`, readFileSync(path));
    }
  };
  walk(folder, '');
  return files;
}

const keysIn = (given: string): string[] =>
  existsSync(given) ? keyLines(readFileSync(given, 'utf8')) : [given];

function trustOf(words: readonly string[]): Trust | undefined {
  const trust = { keys: [] as string[], witnesses: [] as string[] };
  for (let index = 0; index < words.length; index += 2) {
    const value = words[index + 1];
    if (value === undefined) return undefined;
    if (words[index] === '--key') trust.keys.push(...keysIn(value));
    else if (words[index] === '--witness') trust.witnesses.push(...keysIn(value));
    else return undefined;
  }
  return trust;
}

function main(words: readonly string[]): number {
  const say = (lines: readonly string[]) =>
    void process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  const trust = trustOf(words);
  if (!trust) {
    say(['usage: node check.mjs [--key <verifier key or file>] [--witness <verifier key or file>]...']);
    return 1;
  }
  const script = realpathSync(new URL(import.meta.url));
  const release = ownRelease(readFileSync(script, 'utf8'));
  const checked = checkPack(filesIn(dirname(script)), trust, release);
  say(checked.said);
  say(checked.warnings.map((warning) => `Warning: ${warning}`));
  say(['Whether the audit follows from the events was not recomputed here; `pump-ledger verify` does that.']);
  say(['', 'What this proves, and what not:', ...limitsOf(trust).map((limit) => `- ${limit}`), '']);
  say(checked.problems.map(({ code, detail }) => `PROBLEM ${code}: ${detail}`));
  const { length } = checked.problems;
  say([
    length === 0
      ? `OK: everything that was checked holds${butNotShown(checked)}.`
      : `NOT OK: ${length} problem${length > 1 ? 's' : ''}.`,
  ]);
  return length === 0 ? 0 : 1;
}

function isCalledDirectly(): boolean {
  try {
    const [, script] = process.argv;
    return script !== undefined && realpathSync(script) === realpathSync(new URL(import.meta.url));
  } catch {
    return false;
  }
}

if (isCalledDirectly()) process.exitCode = main(process.argv.slice(2));
