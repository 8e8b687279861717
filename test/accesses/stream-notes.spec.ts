import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Noted } from '../../src/accesses/access-log.js';
import { StreamNotes } from '../../src/api/gate/stream-notes.js';
import { UnknownTries } from '../../src/api/gate/unknown-tries.js';

const noted: Noted = {
  kind: 'search',
  subject: { iss: 'i', sub: 's', name: null, via: 'bearer', roles: ['reader'], sites: ['*'] },
  action: 'GET /live',
  parameters: { after: '1' },
  outcome: { status: 200 },
  requestId: 'r',
};

class Raw extends EventEmitter {
  destroyed = false;
  destroy() {
    this.destroyed = true;
  }
}

const replyOf = (raw: Raw) => ({ raw }) as never;

test('a stream is noted when it is opened and again after a while; who comes back within it is not', async () => {
  const notes: Noted[] = [];
  const streams = new StreamNotes({ note: async (one) => void notes.push(one) }, 200);
  const [raw, again] = [new Raw(), new Raw()];
  await streams.opened(noted, replyOf(raw));
  raw.emit('close');
  await streams.opened({ ...noted, parameters: { after: '7' } }, replyOf(again));
  expect(notes).toHaveLength(1);
  await streams.opened({ ...noted, parameters: { therapyId: 'T1' } }, replyOf(raw));
  raw.emit('close');
  expect(notes).toHaveLength(2);
  await pause(300);
  expect(notes).toHaveLength(3);
  again.emit('close');
  await pause(300);
  expect(notes).toHaveLength(3);
});

test('a stream ends that cannot be noted any more', async () => {
  let fails = false;
  const streams = new StreamNotes(
    { note: async () => (fails ? Promise.reject(new Error('full')) : undefined) },
    50,
  );
  const raw = new Raw();
  await streams.opened(noted, replyOf(raw));
  fails = true;
  await pause(200);
  raw.emit('close');
  expect(raw.destroyed).toBe(true);
});

test('tries of an address are counted for a minute', async () => {
  const notes: Noted[] = [];
  const tries = new UnknownTries({ note: async (one) => void notes.push(one) }, 100);
  await tries.count({ ...noted, subject: null, address: 'a' });
  await tries.count({ ...noted, subject: null, address: 'a' });
  await tries.count({ ...noted, subject: null, address: 'b' });
  expect(notes).toEqual([]);
  await pause(250);
  expect(notes.map(({ address, items }) => [address, items])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});
