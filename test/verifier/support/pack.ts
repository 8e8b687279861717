import { createHash } from 'node:crypto';
import type { AuditDto } from '../../../src/answers/dto/audit.dto.js';
import { auditAnswer } from '../../../src/answers/form/audit.js';
import { hashedAudit } from '../../../src/answers/hashed-audit.js';
import { DEFAULT_POLICY, type PolicyVersion } from '../../../src/compliance/policies/index.js';
import { shippedBook } from '../../support/shipped-book.js';
import { canonicalBytes } from '../../../src/ledger/canonical.js';
import type { Sealed, TherapyId } from '../../../src/therapy/envelope.js';
import { checkPack } from '../../../src/verifier/check.js';
import { checkScript } from '../../../src/verifier/check-script.js';
import { pageOf } from '../../../src/verifier/pack/made-by-release.js';
import { recomputed } from '../../../src/verifier/pack/recompute.js';
import { type LogRow, ORIGIN, type RealLog } from './real-log.js';
import { type Signer, note, textOf } from './signer.js';
import { mth, path } from './tree.js';

export type PackFiles = Map<string, Uint8Array>;

const sha256Hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const json = (value: unknown) => Buffer.from(canonicalBytes(value));
const lines = (all: readonly Uint8Array[]) => Buffer.concat(all.flatMap((line) => [line, Buffer.from('\n')]));
export const eventOf = ({ bytes }: LogRow) => JSON.parse(Buffer.from(bytes).toString()) as Sealed;

/** Where each digest stands, in an event. */
function pointers(value: unknown, at = ''): { digest: string; pointer: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { $sd } = value as { $sd?: unknown };
  if (typeof $sd === 'string') return [{ digest: $sd, pointer: at }];
  return Object.entries(value).flatMap(([name, member]) => pointers(member, `${at}/${name}`));
}

function disclosureLines(log: RealLog, rows: readonly LogRow[]): Buffer[] {
  return rows.flatMap((row) => {
    const event = eventOf(row);
    const places = pointers(event);
    return log.disclosuresOf(row).map((disclosure) => {
      const digest = createHash('sha256').update(disclosure).digest('base64url');
      const { pointer } = places.find((place) => place.digest === digest)!;
      const [, name, value] = JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as unknown[];
      return json({ digest, disclosure, eventId: event.id, name, pointer, revision: event.revision, value });
    });
  });
}

export interface PackOptions {
  readonly signers: readonly Signer[];
  readonly knownAt?: number;
  /** By which is judged; else the one that an audit uses. */
  readonly policy?: PolicyVersion;
  /** Of the first format, which says nothing of policies that came into force. */
  readonly isOfFirstFormat?: boolean;
  /** Whether it has its print and page, or others in their place. */
  readonly isPrinted?: boolean;
  /** What is done to the audit’s answer. */
  readonly forge?: (audit: Record<string, unknown>) => void;
}

/** A pack of one therapy as the shared format has it, made by hand, but for its print and page. */
export async function packOf(log: RealLog, therapyId: string, options: PackOptions): Promise<PackFiles> {
  const files = byHand(log, therapyId, options);
  if (options.isPrinted === false) return files;
  const checked = checkPack(files, { keys: [], witnesses: [] });
  const { audited } = recomputed(files, checked);
  if (!audited) return files;
  const audit = checked.audit as unknown as AuditDto;
  const { printed } = await loadedOnce();
  const made = new Map([
    ...files,
    ['audit.pdf', await printed(files, audited, audit)],
    ['CHECK.md', pageOf(files, audit)],
  ] as const);
  return withProofs(made);
}

function byHand(log: RealLog, therapyId: string, options: PackOptions): PackFiles {
  const { signers, knownAt, forge, isOfFirstFormat = false } = options;
  const rows = log.rows.filter(({ stream_id }) => stream_id === therapyId);
  const policy = options.policy ?? shippedBook.find(DEFAULT_POLICY, 0)!;
  const adopted = log.rows.filter(({ stream_id }) => stream_id === '~policies');
  const asOf = Date.UTC(2026, 0, 2);
  const found = hashedAudit(therapyId as TherapyId, rows.map(eventOf), policy, asOf, knownAt ?? asOf);
  const audit = JSON.parse(JSON.stringify(auditAnswer({ ...found, reviews: [], signatures: [] }))) as Record<
    string,
    unknown
  >;
  forge?.(audit);
  const leaves = log.leaves();
  const size = leaves.length;
  const root = mth(leaves);
  const { id, version } = policy.policy;
  const files: PackFiles = new Map<string, Uint8Array>([
    ['events.ndjson', lines(rows.map(({ bytes }) => bytes))],
    ['disclosures.ndjson', lines(disclosureLines(log, rows))],
    ['checkpoint.txt', Buffer.from(note(textOf(ORIGIN, size, root), ...signers))],
    ['key.txt', Buffer.from(`${signers[0]!.vkey}\n`)],
    [`policies/${id}@${version}.json`, json(policy.policy)],
    ...(isOfFirstFormat ? [] : ([['policies.ndjson', lines(adopted.map(({ bytes }) => bytes))]] as const)),
    ['audit.json', json(audit)],
    ['audit.pdf', Buffer.from('%PDF-1.7 a print')],
    ['CHECK.md', Buffer.from('# How to check this\n')],
    ['check.mjs', Buffer.from(checkScript())],
  ]);
  const proofOf = ({ position }: LogRow) => ({
    hashes: path(position - 1, leaves).map((hash) => hash.toString('base64')),
    leafIndex: position - 1,
  });
  return withProofs(files, {
    leaves: rows.map((row) => ({ ...proofOf(row), revision: row.revision })),
    ...(!isOfFirstFormat && {
      policies: adopted.map((row) => ({ ...proofOf(row), streamRevision: row.revision })),
    }),
    origin: ORIGIN,
    rootHash: root.toString('base64'),
    therapyId,
    treeSize: size,
  });
}

/** Lists the files anew, as whoever packs them can. */
export function withProofs(files: PackFiles, proofs?: object): PackFiles {
  const before = files.get('proofs.json');
  const said = proofs ?? (JSON.parse(Buffer.from(before!).toString()) as object);
  const listed = [...files].filter(([name]) => name !== 'proofs.json');
  const hashes = Object.fromEntries(listed.map(([name, bytes]) => [name, sha256Hex(bytes)]));
  const format = `pump-ledger-evidence-${'policies' in said ? 2 : 1}`;
  const bytes = json({ ...said, files: hashes, format });
  return new Map([...listed, ['proofs.json', bytes]]);
}
