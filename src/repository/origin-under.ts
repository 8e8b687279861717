import { createSecretKey } from 'node:crypto';
import { derived } from '../custody/wrapping.js';
import { ORIGIN_PURPOSE, Origin } from '../event-store/origin.js';

/** By which the services under a master key, 32 bytes, know what they wrote. */
export const originUnder = (masterKey: Uint8Array): Origin =>
  new Origin(derived(createSecretKey(masterKey), ORIGIN_PURPOSE));
