import { Subject } from 'rxjs';
import type { SideStreamEvent } from '../../event-store/port.js';
import { type VerifierKey, parseVerifierKey } from '../../ledger/verifier-key.js';
import type { Entry } from './entries.js';

/** The stream that all services on a log write to, each event at the revision that the writer knew. */
export const PUBLICATION = 'pumpLedgerPublication';

/** Who signs, and by which keys. */
export type SignerEvent =
  /** This service signs from now on; what another one signed at the same revision is not in the stream. */
  | { readonly type: 'SignerElected'; readonly service: string }
  /** Nobody signs for now. */
  | { readonly type: 'SignerResigned'; readonly service: string }
  /** A service asks the signer for a checkpoint of so many events. */
  | { readonly type: 'CheckpointWanted'; readonly service: string; readonly size: number }
  | { readonly type: 'KeyListed'; readonly key: string };

/** An event of the stream. */
export type PublicationEvent = Entry | SignerEvent;

/** What follows from the stream: who signs, by which keys, and how far it was read. */
export class Election {
  /** How many events there are. */
  revision = 0;
  /** Who signs. */
  signer: string | undefined;
  /** The last one first. */
  listed: readonly VerifierKey[] = [];
  readonly changed = new Subject<PublicationEvent>();

  /** @param apply takes what becomes of checkpoints */
  constructor(private readonly apply: (entry: Entry) => void) {}

  take({ revision, type, data }: SideStreamEvent): void {
    if (revision <= this.revision) return;
    const event = { ...(data as object), type } as PublicationEvent;
    switch (event.type) {
      case 'SignerElected':
        this.signer = event.service;
        break;
      case 'SignerResigned':
        if (this.signer === event.service) this.signer = undefined;
        break;
      case 'KeyListed':
        this.listed = [parseVerifierKey(event.key), ...this.listed];
        break;
      case 'CheckpointWanted':
        break;
      case 'CheckpointSigned':
      case 'SignaturesAdded':
      case 'CheckpointCosigned':
      case 'CheckpointTimestamped':
      case 'CheckpointPublished':
        this.apply(event);
        break;
      // What only a newer release writes.
      default:
        this.apply(event);
    }
    this.revision = revision;
    this.changed.next(event);
  }
}
