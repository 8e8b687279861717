import { type KeyObject, createHmac } from 'node:crypto';

/** The purpose of the key under which read models are sealed. */
export const SEAL_PURPOSE = 'seals of read models';

/** Binds what a read model's file holds: who edits the file cannot make another seal without the service's key. */
export class Seal {
  constructor(private readonly key: KeyObject) {}

  of(...parts: readonly unknown[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest('base64url');
  }
}
