import { EMPTY, type Observable } from 'rxjs';
import type { VerifierKey } from '../../ledger/verifier-key.js';
import type { CheckpointFile } from './checkpoint-file.js';
import type { Entry } from './entries.js';

/** Somebody else signs, or was first; what was to be written has to be thought over. */
export class Overtaken extends Error {}

/** Who among the services on a log signs and publishes, and where they put it. */
export abstract class Signer {
  /** Whether it is this service, as far as it knows. */
  abstract readonly isThis: boolean;
  /** What others ask this service for. */
  abstract readonly asked: Observable<void>;
  /** Keys by which checkpoints of the log verify, as far as others know them. */
  abstract readonly listed: readonly VerifierKey[];
  /** Those that others list, from now on. */
  abstract readonly learned: Observable<VerifierKey>;

  /** Resolves once it stays. @throws Overtaken, StoreUnavailable */
  abstract write(entry: Entry): Promise<void>;
  /** Makes keys known to others. @throws StoreUnavailable; returns false where others listed keys meanwhile */
  abstract list(keys: readonly VerifierKey[]): Promise<boolean>;
  /** Resolves when a checkpoint of so many events is there, or this service is the signer. @throws StoreUnavailable */
  abstract settle(size: number): Promise<void>;
  /** Becomes the signer. @throws StoreUnavailable */
  abstract takeOver(): Promise<void>;
  /** Leaves it to others at once. */
  abstract resign(): Promise<void>;
}

/** The only service on its log. */
export class SoleSigner extends Signer {
  readonly isThis = true;
  readonly asked = EMPTY;
  readonly listed = [];
  readonly learned = EMPTY;

  constructor(private readonly file: CheckpointFile) {
    super();
  }

  async write(entry: Entry): Promise<void> {
    this.file.apply(entry);
  }

  async list(): Promise<boolean> {
    return true;
  }

  async settle(): Promise<void> {}

  async takeOver(): Promise<void> {}

  async resign(): Promise<void> {}
}
