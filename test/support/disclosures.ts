import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import type { Keys } from '../../src/custody/keys.js';
import { Disclosures } from '../../src/repository/disclosures.js';

/** Personal values under keys that are kept in memory. */
export function disclosuresInMemory(): Disclosures {
  const keys = new Map<string, KeyObject>();
  return new Disclosures({
    sealing(therapyId) {
      const key = keys.get(therapyId) ?? generateKeySync('aes', { length: 256 });
      keys.set(therapyId, key);
      return { key, persisted: undefined };
    },
    opening: (therapyId) => keys.get(therapyId),
    derived: (purpose) => createSecretKey(Buffer.from(purpose)),
    hasLost: () => false,
    wasDestroyed: () => false,
  });
}

/** The same facts have the same hashes. */
export const sameSalt = () => 'salt';

/** Those of the service itself, the same each time. */
export const serviceKeys = {
  derived: (purpose: string) => createSecretKey(Buffer.from(purpose)),
} as Keys;
