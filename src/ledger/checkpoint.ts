/** What a log says of its tree at one size. */
export interface TreeHead {
  /** Names the log. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly rootHash: Buffer;
}

/** The text that is signed (C2SP tlog-checkpoint). */
export const checkpointText = ({ origin, size, rootHash }: TreeHead): string =>
  `${origin}\n${size}\n${rootHash.toString('base64')}\n`;
