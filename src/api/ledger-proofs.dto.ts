/** Leads from an event to the root of the log's tree (RFC 6962, section 2.1.1). All hashes are base64. */
export class InclusionProof {
  leafIndex: number;
  /** Events in the tree. */
  treeSize: number;
  /** SHA-256 of a zero byte and the event's bytes. */
  leafHash: string;
  rootHash: string;
  /** From the leaf to the root. */
  hashes: string[];
}

/** Shows that nothing of an earlier tree was changed, left out or put in since (RFC 6962, section 2.1.2). All hashes are base64. */
export class ConsistencyProof {
  /** Events in the earlier tree. */
  from: number;
  /** Events in the later tree. */
  to: number;
  fromRootHash: string;
  toRootHash: string;
  /** Empty where there is nothing to show: from 0, or between the same. */
  hashes: string[];
}
