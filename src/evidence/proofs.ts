import { canonicalBytes } from '../ledger/canonical.js';

const FORMAT = 'pump-ledger-evidence-2';

/** Where an event stands in the ledger. */
export interface Leaf {
  readonly leafIndex: number;
  readonly revision: number;
}

interface Proven {
  readonly therapyId: string;
  readonly origin: string;
  readonly treeSize: number;
  readonly rootHash: Buffer;
  /** In order of revision. */
  readonly leaves: readonly Leaf[];
  /** The events by which policies came into force; in order of revision in their own stream. */
  readonly policies: readonly Leaf[];
  /** What leads from each of some leaves to the root, from below. */
  inclusions(leafIndexes: readonly number[]): Promise<readonly (readonly Buffer[])[]>;
  /** The lower-case hex SHA-256 of each other file of the pack, by its name. */
  readonly files: ReadonlyMap<string, string>;
}

/** So many proofs are made at a time: requests wait for as long as they take. */
const AT_ONCE = 256;

const jsonOf = (value: unknown): string => Buffer.from(canonicalBytes(value)).toString('utf8');

type Entry = (leaf: Leaf, hashes: readonly string[]) => Readonly<Record<string, unknown>>;

async function* entriesOf(
  leaves: readonly Leaf[],
  inclusions: Proven['inclusions'],
  entry: Entry,
): AsyncGenerator<Uint8Array> {
  for (let first = 0; first < leaves.length; first += AT_ONCE) {
    const some = leaves.slice(first, first + AT_ONCE);
    const paths = await inclusions(some.map(({ leafIndex }) => leafIndex));
    const entries = some.map((leaf, index) => {
      const hashes = paths[index]!.map((hash) => hash.toString('base64'));
      return jsonOf(entry(leaf, hashes));
    });
    yield Buffer.from(`${first === 0 ? '' : ','}${entries.join(',')}`);
  }
}

/** `proofs.json`: RFC 8785 JSON, written piece by piece in the order of its members. */
export async function* proofsJson(proven: Proven): AsyncGenerator<Uint8Array> {
  const { therapyId, origin, treeSize, rootHash, leaves, policies, files } = proven;
  const inclusions: Proven['inclusions'] = (leafIndexes) => proven.inclusions(leafIndexes);
  const hashes = jsonOf(Object.fromEntries(files));
  yield Buffer.from(`{"files":${hashes},"format":${jsonOf(FORMAT)},"leaves":[`);
  yield* entriesOf(leaves, inclusions, ({ leafIndex, revision }, hashes) => ({
    hashes,
    leafIndex,
    revision,
  }));
  yield Buffer.from(`],"origin":${jsonOf(origin)},"policies":[`);
  // By another name: whoever looks for an event by its revision with a shell must find one.
  yield* entriesOf(policies, inclusions, ({ leafIndex, revision }, hashes) => ({
    hashes,
    leafIndex,
    streamRevision: revision,
  }));
  const root = rootHash.toString('base64');
  const tail = jsonOf({ rootHash: root, therapyId, treeSize });
  yield Buffer.from(`],${tail.slice(1)}`);
}
