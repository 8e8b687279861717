export class ProblemFoundDto {
  /** @example "HASH_MISMATCH" */
  code: string;
  /** Of the event that it is about, from 0; null where it is about none. */
  leafIndex: number | null;
  detail: string;
}

/** An event in one of the log’s streams that no service of the log wrote: it is no event of the log. */
export class LeftOutDto {
  /** As the store names it. */
  stream: string;
  /** Its number there, from 0. */
  number: number;
  why: string;
}

/** A stream of the log that somebody deleted or cut on the server. */
export class CutStreamDto {
  /** As the server names it. */
  stream: string;
  /** What was done to it. */
  why: string;
}

/** What verifying the log found. */
export class VerificationDto {
  /** Whether everything that was checked holds. */
  ok: boolean;
  /** Events that were read. */
  treeSize: number;
  /** As the stored bytes give it, in base64. */
  rootHash: string;
  /** By leaf, those about none last; not more than some hundred. */
  problems: ProblemFoundDto[];
  /**
   * So many of the first events are of an older release, or of a master key that was lost: it cannot be told whether a service of
   * the log wrote them. Absent where there is none.
   */
  originsUnchecked?: number;
  /** Absent where there is none; at most a hundred. */
  leftOut?: LeftOutDto[];
  /** What the server does not give of them is destroyed by its next scavenge. Absent where there is none. */
  cutStreams?: CutStreamDto[];
}
