import { createHash } from 'node:crypto';
import { canonicalBytes } from '../ledger/canonical.js';
import type { AuditDto } from '../answers/dto/audit.dto.js';
import { checkPage } from '../verifier/pack/check-page.js';
import { disclosedValues, disclosureLines } from './disclosed-values.js';
import { type Leaf, proofsJson } from './proofs.js';
import type { PackedFile } from './zip.js';

/** An event as the log holds it. */
export interface LoggedEvent {
  readonly revision: number;
  readonly leafIndex: number;
  readonly bytes: Uint8Array;
  /** The disclosures of its personal values, for whoever may see them; none where they were erased. */
  readonly disclosures: readonly string[];
}

/** An event by which a version of a policy came into force, as the log holds it. */
export interface PolicyEvent {
  /** In the stream of such events. */
  readonly revision: number;
  readonly leafIndex: number;
  readonly bytes: Uint8Array;
}

/** The checkpoint that a pack is proven against. */
interface PackedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly rootHash: Buffer;
  /** The signed note, with cosignatures where it has any. */
  readonly note: string;
  /** The answer of a timestamp authority, over the note's text. */
  readonly timestamp?: Uint8Array;
}

export interface PolicyDocument {
  /** `id@version`. */
  readonly reference: string;
  readonly bytes: Uint8Array;
}

/** What a pack is made of. */
export interface PackContent {
  readonly audit: AuditDto;
  readonly release: string;
  readonly pdf: Uint8Array;
  readonly checkpoint: PackedCheckpoint;
  /** Verifier keys, the current one first. */
  readonly keys: readonly string[];
  readonly policies: readonly PolicyDocument[];
  /** All that the checkpoint covers, in order of revision. */
  readonly policyEvents: readonly PolicyEvent[];
  readonly checkScript: string;
  /** Whether personal values are told; without them the audit and its print must not have any either. */
  readonly personal: boolean;
  /** Whether members of staff are named among them; else the audit and its print must not name any either. */
  readonly staff: boolean;
  /** The therapy's events that the checkpoint covers, in order of revision, some at a time; asked for more than once. */
  events(): AsyncIterable<readonly LoggedEvent[]>;
  /** What leads from each of some leaves to the checkpoint's root, from below. */
  inclusions(leafIndexes: readonly number[]): Promise<readonly (readonly Buffer[])[]>;
}

const linesOf = (lines: readonly string[]): Uint8Array =>
  Buffer.from(lines.map((line) => `${line}\n`).join(''));
const NEWLINE = Buffer.from('\n');

async function* eventsFile(content: PackContent, leaves: Leaf[]): AsyncGenerator<Uint8Array> {
  for await (const events of content.events()) {
    for (const { leafIndex, revision } of events) leaves.push({ leafIndex, revision });
    yield Buffer.concat(events.flatMap(({ bytes }) => [bytes, NEWLINE]));
  }
}

/** Where an event names members of staff. */
const OF_STAFF = /^\/(recordedBy\/|data\/(signedBy\/|signer\/name$|authority$))/;

async function* disclosuresFile(content: PackContent): AsyncGenerator<Uint8Array> {
  for await (const events of content.events()) {
    const values = events.flatMap((event) => disclosedValues(event, event.disclosures));
    yield disclosureLines(content.staff ? values : values.filter(({ pointer }) => !OF_STAFF.test(pointer)));
  }
}

function page({ audit, release, checkpoint, personal }: PackContent): Uint8Array {
  const { therapyId, policy, asOf, knownAt, auditHash } = audit;
  const { origin, size, timestamp } = checkpoint;
  const facts = {
    therapyId,
    origin,
    treeSize: size,
    asOf,
    knownAt,
    auditHash,
    release,
    policy: `${policy.id}@${policy.version}`,
    disclosures: personal,
    timestamp: timestamp !== undefined,
    policyEvents: true,
  };
  return Buffer.from(checkPage(facts));
}

/**
 * The files of an evidence pack, in order of their names and each read to its end before the next: events and
 * disclosures are never all in memory, and `proofs.json`, which lists the others, is the last.
 */
export async function* packOf(content: PackContent): AsyncGenerator<PackedFile> {
  const { audit, checkpoint, keys, policies, policyEvents } = content;
  const leaves: Leaf[] = [];
  const hashes = new Map<string, string>();
  const files: PackedFile[] = [
    { name: 'CHECK.md', content: [page(content)] },
    { name: 'audit.json', content: [canonicalBytes(audit)] },
    { name: 'audit.pdf', content: [content.pdf] },
    { name: 'check.mjs', content: [Buffer.from(content.checkScript)] },
    ...(checkpoint.timestamp ? [{ name: 'checkpoint.tsr', content: [checkpoint.timestamp] }] : []),
    { name: 'checkpoint.txt', content: [Buffer.from(checkpoint.note)] },
    ...(content.personal ? [{ name: 'disclosures.ndjson', content: disclosuresFile(content) }] : []),
    { name: 'events.ndjson', content: eventsFile(content, leaves) },
    { name: 'key.txt', content: [linesOf(keys)] },
    { name: 'policies.ndjson', content: policyEvents.flatMap(({ bytes }) => [bytes, NEWLINE]) },
    ...policies
      .toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
      .map(({ reference, bytes }) => ({ name: `policies/${reference}.json`, content: [bytes] })),
  ];
  for (const { name, content: pieces } of files) {
    const hash = createHash('sha256');
    yield { name, content: hashed(pieces, hash) };
    hashes.set(name, hash.digest('hex'));
  }
  const { origin, size, rootHash } = checkpoint;
  yield {
    name: 'proofs.json',
    content: proofsJson({
      therapyId: audit.therapyId,
      origin,
      treeSize: size,
      rootHash,
      leaves,
      policies: policyEvents,
      files: hashes,
      inclusions: (leafIndexes) => content.inclusions(leafIndexes),
    }),
  };
}

async function* hashed(
  pieces: PackedFile['content'],
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
