import { EMPTY, type Observable } from 'rxjs';
import type { VerifierKey } from '../../ledger/verifier-key.js';
import type { CheckpointFile } from './checkpoint-file.js';
import type { Entry } from './entries.js';

/** Another service signs, or wrote first: what was to be written must be decided again. */
export class Overtaken extends Error {}

/** Which of the services on a log signs and publishes, and where it writes that. */
export abstract class Signer {
  /** Whether it is this service, as far as it knows. */
  abstract readonly isThis: boolean;
  /** Emits when another service asks this one for a checkpoint. */
  abstract readonly requests: Observable<void>;
  /** Keys by which checkpoints of the log verify, as the services on it share them. */
  abstract readonly listed: readonly VerifierKey[];
  /** Emits each key that another service lists from now on. */
  abstract readonly learned: Observable<VerifierKey>;

  /** Resolves once it is written for good. @throws Overtaken, StoreUnavailable */
  abstract write(entry: Entry): Promise<void>;
  /** Makes keys known to others. @throws StoreUnavailable; returns false where others listed keys meanwhile */
  abstract list(keys: readonly VerifierKey[]): Promise<boolean>;
  /** Resolves when a checkpoint of so many events is there, or this service is the signer. @throws StoreUnavailable */
  abstract settle(size: number): Promise<void>;
  /** Becomes the signer. @throws StoreUnavailable */
  abstract takeOver(): Promise<void>;
  /** Lets another service be elected at once. */
  abstract resign(): Promise<void>;
}

/** The only service on its log. */
export class SoleSigner extends Signer {
  readonly isThis = true;
  readonly requests = EMPTY;
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
