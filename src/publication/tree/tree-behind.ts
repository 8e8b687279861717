/** The tree does not hold everything yet that was recorded: it is being built anew, or cannot be written. */
export class TreeBehind extends Error {
  constructor(
    readonly treeSize: number,
    readonly eventsBehind: number,
    options: ErrorOptions,
  ) {
    super(
      `the ledger’s tree holds ${treeSize} events and is ${eventsBehind} behind; ask again in a moment`,
      options,
    );
  }
}
