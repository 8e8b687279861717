import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import { GENESIS_HASH, leafHash } from '../../ledger/hashes.js';
import { RunningRoot, type Subtree } from '../../ledger/running-root.js';

/** What the ledger says of the first records of a log. */
export interface SealedPart {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
}

/** A record as it is stored. */
export interface StoredRecord {
  readonly n: number;
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** What stands beside the bytes. */
  readonly kind: string;
  readonly at: number;
  readonly status: number;
  readonly code: string | null;
  readonly therapies?: readonly string[];
}

export type RecordProblem =
  | 'ACCESS_RECORD_CHANGED'
  | 'ACCESS_RECORD_MISSING'
  | 'ACCESS_SEAL_CONTRADICTED'
  | 'ACCESS_LOG_TRUNCATED';

type Found = (problem: RecordProblem, what: string) => void;

interface Said {
  readonly n?: unknown;
  readonly previous?: unknown;
  readonly kind?: unknown;
  readonly at?: unknown;
  readonly outcome?: { readonly status?: unknown; readonly code?: unknown };
  readonly therapies?: unknown;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function saidIn(bytes: Uint8Array): Said | undefined {
  try {
    const said = JSON.parse(decoder.decode(bytes)) as Said;
    return Buffer.from(canonicalBytes(said)).equals(bytes) ? said : undefined;
  } catch {
    return undefined;
  }
}

const isSame = (said: readonly unknown[], listed: readonly string[]): boolean =>
  JSON.stringify([...new Set(said.map(String))].toSorted()) === JSON.stringify(listed.toSorted());

const isOutcome = ({ outcome }: Said, status: number, code: string | null): boolean =>
  outcome?.status === status && (outcome.code ?? null) === code;

/** How the bytes of a record say otherwise than what stands beside them; undefined where they agree. */
function difference({ n, hash, bytes, kind, at, status, code, therapies }: StoredRecord): string | undefined {
  if (sha256Hex(bytes) !== hash) return 'its bytes are not those that were hashed';
  const said = saidIn(bytes);
  if (!said) return 'its bytes are no record in canonical form';
  if (said.n !== n) return `its bytes are of record ${String(said.n)}`;
  const agree = said.kind === kind && said.at === new Date(at).toISOString() && isOutcome(said, status, code);
  const named =
    therapies === undefined || (Array.isArray(said.therapies) && isSame(said.therapies, therapies));
  return agree && named ? undefined : 'it is not listed as its bytes say';
}

/** Follows the records of a log in their order: their chain, and the roots that the ledger sealed. */
export class RecordChecks {
  private tree = new RunningRoot();
  private seals: SealedPart[];
  private count = 0;
  private before: string | undefined = GENESIS_HASH;

  /** @param seals in any order */
  constructor(
    seals: readonly SealedPart[],
    private readonly found: Found,
  ) {
    this.seals = seals.toSorted((a, b) => a.size - b.size);
  }

  /** How many there were so far. */
  get size(): number {
    return this.count;
  }

  get root(): string {
    return this.tree.root().toString('hex');
  }

  /** A record that went after its time, of which the hash of its leaf stayed: that it is the right one, a seal shows. */
  gone(leaf: Buffer): void {
    this.before = undefined;
    this.add(leaf);
  }

  /** The first so many records, of which only their subtrees stayed. */
  goneTo(size: number, subtrees: readonly Subtree[]): void {
    this.before = undefined;
    this.tree = new RunningRoot(subtrees);
    this.count = size;
    this.seals = this.seals.filter((seal) => seal.size >= size);
    this.passSeals();
  }

  next(record: StoredRecord): void {
    const { n, hash, bytes } = record;
    if (n !== this.count + 1)
      this.found(
        'ACCESS_RECORD_MISSING',
        n === this.count + 2 ? `record ${n - 1}` : `records ${this.count + 1} to ${n - 1}`,
      );
    const differs = difference(record) ?? this.unlinked(n, bytes);
    if (differs !== undefined) this.found('ACCESS_RECORD_CHANGED', `record ${n}: ${differs}`);
    this.before = hash;
    this.count = n - 1;
    this.add(leafHash(bytes));
  }

  /** There are no more. */
  end(): void {
    const last = this.seals.at(-1);
    if (last)
      this.found('ACCESS_LOG_TRUNCATED', `it has ${this.count} records, and ${last.size} were sealed`);
  }

  private unlinked(n: number, bytes: Uint8Array): string | undefined {
    if (this.before === undefined || n !== this.count + 1) return undefined;
    return saidIn(bytes)?.previous === this.before ? undefined : 'it does not name the record before';
  }

  private add(leaf: Buffer): void {
    this.tree.add(leaf);
    this.count += 1;
    this.passSeals();
  }

  private passSeals(): void {
    while (this.seals[0] && this.seals[0].size <= this.count) {
      const { size, root } = this.seals.shift()!;
      if (size === this.count && root !== this.root)
        this.found('ACCESS_SEAL_CONTRADICTED', `the first ${size} records are not those that were sealed`);
    }
  }
}
