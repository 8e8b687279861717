import { createHmac, hkdfSync } from 'node:crypto';
import { originUnder } from '../../src/repository/origin-under.js';

const MASTER = Buffer.alloc(32, 7);
const EVENT = { streamId: 't', revision: 3, hash: 'ab'.repeat(32) };

describe('the origin of an event', () => {
  const origin = originUnder(MASTER);

  it('is a MAC over its place in its chain and its hash', () => {
    const key = Buffer.from(hkdfSync('sha256', MASTER, 'pump-ledger', 'origin of events', 32));
    const text = `["t",3,"${EVENT.hash}"]`;
    expect(Buffer.from(origin.macOf(EVENT))).toEqual(createHmac('sha256', key).update(text).digest());
  });

  it('is told of this event at this place under this key, and of no other', () => {
    const mac = origin.macOf(EVENT);
    expect(origin.isOwn({ ...EVENT, mac })).toBe(true);
    expect(origin.isOwn(EVENT)).toBe(false);
    expect(origin.isOwn({ ...EVENT, mac: mac.slice(1) })).toBe(false);
    expect(origin.isOwn({ ...EVENT, mac, streamId: 'u' })).toBe(false);
    expect(origin.isOwn({ ...EVENT, mac, revision: 4 })).toBe(false);
    expect(origin.isOwn({ ...EVENT, mac, at: 2 })).toBe(false);
    expect(origin.isOwn({ ...EVENT, mac, hash: 'ac'.repeat(32) })).toBe(false);
    expect(originUnder(Buffer.alloc(32, 8)).isOwn({ ...EVENT, mac })).toBe(false);
  });
});
