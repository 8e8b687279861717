import { randomFillSync } from 'node:crypto';
import type { EventId } from '../therapy/envelope.js';

const pool = Buffer.alloc(16 * 256);
let used = pool.length;

/** A UUID of version 7 (RFC 9562): its first 48 bits are the time in ms, so that ids sort by the time of recording. */
export function newEventId(now = Date.now()): EventId {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, (used += 16));
  bytes.writeUIntBE(Math.max(0, now), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as EventId;
}
