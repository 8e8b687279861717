import { EMPTY_ROOT, nodeHash } from './hashes.js';

/** A full subtree, of 2 to the power of its height leaves. */
export interface Subtree {
  readonly height: number;
  readonly hash: Buffer;
}

/** The root of an RFC 6962 tree of leaves that pass by once; of each size it keeps the full subtrees alone. */
export class RunningRoot {
  private readonly subtrees: Subtree[];

  /** @param before the full subtrees of the leaves that passed by before, the highest first */
  constructor(before: readonly Subtree[] = []) {
    this.subtrees = [...before];
  }

  add(leafHash: Buffer): void {
    let hash = leafHash;
    let height = 0;
    for (; this.subtrees.at(-1)?.height === height; height += 1)
      hash = nodeHash(this.subtrees.pop()!.hash, hash);
    this.subtrees.push({ height, hash });
  }

  root(): Buffer {
    const hashes = this.subtrees.map(({ hash }) => hash);
    return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}
