import { type KeyObject, createHmac, timingSafeEqual } from 'node:crypto';

/** What the origin of an event is told by. */
export interface Marked {
  readonly streamId: string;
  /** Counts from 1 within the stream. */
  readonly revision: number;
  /** Lower-case hex SHA-256 of its bytes. */
  readonly hash: string;
  /** Its number in the store's stream, from 0, where other programs can write into that, too. */
  readonly at?: number;
  /** Undefined where nothing is kept beside it. */
  readonly mac?: Uint8Array;
}

/** Of the key that follows from the master key. */
export const ORIGIN_PURPOSE = 'origin of events';

/**
 * Tells what a service of the log wrote from what anybody else did: a service leaves beside each event a MAC over its place
 * in its chain and its hash, by a key that follows from the master key.
 */
export class Origin {
  constructor(readonly key: KeyObject) {}

  /** HMAC-SHA-256, 32 bytes. */
  macOf({ streamId, revision, hash, at }: Omit<Marked, 'mac'>): Uint8Array {
    const place = at === undefined ? [streamId, revision] : [streamId, revision, at];
    return createHmac('sha256', this.key)
      .update(JSON.stringify([...place, hash]))
      .digest();
  }

  isOwn(event: Marked): boolean {
    const expected = this.macOf(event);
    return event.mac?.length === expected.length && timingSafeEqual(event.mac, expected);
  }
}
