import type { Erasure, Hold, HoldEntry, Release } from './erasure.js';
import { digestOfPerson, isPerson, personWith } from './person.js';

/** Streams with the key of a therapy each, and nothing else: they are deleted for good when the patient is erased. */
export const KEY = 'pumpLedgerKey-';
/** Streams with the key of a member of staff each, and nothing else. */
export const STAFF_KEY = 'pumpLedgerStaffKey-';
/** Streams that say of a member of staff each that the key was destroyed. */
export const STAFF_GONE = 'pumpLedgerStaffGone-';
/** Streams with the legal holds of a therapy each, and that it was ordered to be erased. */
export const CUSTODY = 'pumpLedgerCustody-';
/** The stream by which every service recognises the master key. */
export const MASTER = 'pumpLedgerMasterKey';
/** All of them. */
export const CUSTODY_STREAMS = [MASTER, KEY, STAFF_KEY, STAFF_GONE, CUSTODY] as const;

/** The stream of a key. */
export const keyStreamOf = (owner: string): string =>
  isPerson(owner) ? STAFF_KEY + digestOfPerson(owner) : KEY + owner;

/** The stream that says that a person's key was destroyed. */
export const goneStreamOf = (person: string): string => STAFF_GONE + digestOfPerson(person);

/** What stands in these streams. */
export interface CustodyEvent {
  readonly stream: string;
  /** Counts from 1 within the stream. */
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
}

/** A key, wrapped, in base64. */
export interface Wrapped {
  readonly wrapped: string;
}

/** An erasure as its event in a stream says it: sealed words are in base64. */
export type ErasureSaid = Readonly<Record<string, string | number>>;

export const erasureSaid = (erasure: Erasure): ErasureSaid =>
  'sealed' in erasure
    ? { ...erasure, sealed: Buffer.from(erasure.sealed).toString('base64') }
    : { ...erasure };

function erasureIn(said: ErasureSaid): Erasure {
  const { sealed } = said;
  const words = typeof sealed === 'string' ? { sealed: new Uint8Array(Buffer.from(sealed, 'base64')) } : {};
  return { ...said, ...words } as Erasure;
}

/** What the services on one log know of keys, holds and erasures: what follows from the events in these streams. */
export class Custody {
  /** By owner. */
  readonly keys = new Map<string, Uint8Array>();
  readonly erasures = new Map<string, Erasure>();
  /** Members of staff whose key was destroyed. */
  readonly destroyed = new Set<string>();
  /** In the order in which they were set. */
  readonly holds: HoldEntry[] = [];
  masterCheck: Uint8Array | undefined;
  private readonly revisions = new Map<string, number>();

  /** Of the holds and erasure of a therapy. */
  revisionOf(therapyId: string): number {
    return this.revisions.get(therapyId) ?? 0;
  }

  /** Those that are not released. */
  activeHolds(therapyId: string): readonly Hold[] {
    return this.holds.filter((hold) => hold.therapyId === therapyId && !hold.released);
  }

  /** Each event at least once, those of a stream in order. */
  take({ stream, revision, type, data }: CustodyEvent): void {
    if (stream === MASTER) this.masterCheck ??= bytesIn(data as Wrapped);
    else if (stream.startsWith(KEY)) this.keyCame(stream.slice(KEY.length), data as Wrapped);
    else if (stream.startsWith(STAFF_KEY))
      this.keyCame(personWith(stream.slice(STAFF_KEY.length)), data as Wrapped);
    else if (stream.startsWith(STAFF_GONE)) this.gone(personWith(stream.slice(STAFF_GONE.length)));
    else {
      const therapyId = stream.slice(CUSTODY.length);
      if (revision <= this.revisionOf(therapyId)) return;
      this.revisions.set(therapyId, revision);
      if (type === 'HoldSet') this.holds.push(data as Hold);
      else if (type === 'HoldReleased') this.release(data as Release);
      else if (type === 'ErasureOrdered') this.erase(erasureIn(data as ErasureSaid));
    }
  }

  /** The stream of a key may come late, or once more, when it is being deleted already. */
  private keyCame(owner: string, key: Wrapped): void {
    if (!this.erasures.has(owner) && !this.destroyed.has(owner)) this.keys.set(owner, bytesIn(key));
  }

  private gone(person: string): void {
    this.destroyed.add(person);
    this.keys.delete(person);
  }

  private erase(erasure: Erasure): void {
    if (!this.erasures.has(erasure.therapyId)) this.erasures.set(erasure.therapyId, erasure);
    this.keys.delete(erasure.therapyId);
  }

  private release({ therapyId, authority, reason, at, by }: Release): void {
    for (const [index, hold] of this.holds.entries())
      if (hold.therapyId === therapyId && hold.authority === authority && !hold.released)
        this.holds[index] = { ...hold, released: { reason, at, by } };
  }
}

const bytesIn = ({ wrapped }: Wrapped): Uint8Array => Buffer.from(wrapped, 'base64');
