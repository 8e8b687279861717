import { Fault } from '../../faults/fault.js';

/** The tree does not hold everything yet that was recorded: it is being built anew, or cannot be written. */
export class TreeBehind extends Fault {
  constructor(treeSize: number, eventsBehind: number, options: ErrorOptions) {
    super(
      ['unavailable', 'TREE_BEHIND'],
      `the ledger’s tree holds ${treeSize} events and is ${eventsBehind} behind; ask again in a moment`,
      { ...options, members: { treeSize, eventsBehind } },
    );
  }
}
