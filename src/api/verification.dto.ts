export class ProblemFoundDto {
  /** @example "HASH_MISMATCH" */
  code: string;
  /** Of the event that it is about, from 0; null where it is about none. */
  leafIndex: number | null;
  detail: string;
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
}
