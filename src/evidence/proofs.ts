import { canonicalBytes } from '../ledger/canonical.js';

const FORMAT = 'pump-ledger-evidence-1';

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
  /** What leads from each of some leaves to the root, from below. */
  inclusions(leafIndexes: readonly number[]): Promise<readonly (readonly Buffer[])[]>;
  /** The lower-case hex SHA-256 of each other file of the pack, by its name. */
  readonly files: ReadonlyMap<string, string>;
}

/** So many proofs are made at a time: requests wait for as long as they take. */
const AT_ONCE = 256;

const jsonOf = (value: unknown): string => Buffer.from(canonicalBytes(value)).toString('utf8');

/** `proofs.json`: RFC 8785 JSON, written piece by piece in the order of its members. */
export async function* proofsJson(proven: Proven): AsyncGenerator<Uint8Array> {
  const { therapyId, origin, treeSize, rootHash, leaves, files } = proven;
  const hashes = jsonOf(Object.fromEntries(files));
  yield Buffer.from(`{"files":${hashes},"format":${jsonOf(FORMAT)},"leaves":[`);
  for (let first = 0; first < leaves.length; first += AT_ONCE) {
    const some = leaves.slice(first, first + AT_ONCE);
    const paths = await proven.inclusions(some.map(({ leafIndex }) => leafIndex));
    const proofs = some.map(({ leafIndex, revision }, index) => {
      const hashes = paths[index]!.map((hash) => hash.toString('base64'));
      return jsonOf({ hashes, leafIndex, revision });
    });
    yield Buffer.from(`${first === 0 ? '' : ','}${proofs.join(',')}`);
  }
  const root = rootHash.toString('base64');
  const tail = jsonOf({ origin, rootHash: root, therapyId, treeSize });
  yield Buffer.from(`],${tail.slice(1)}`);
}
