import { AppendGate } from '../../src/event-store/append-gate.js';
import { sha256Hex } from '../../src/ledger/canonical.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { Sealed, TherapyId } from '../../src/therapy/envelope.js';
import { type Told, sealed } from '../compliance/sealed.js';
import { MemoryStore } from '../record/memory-store.js';

const MIB = 1024 * 1024;
const registration: Told = {
  id: 'registration',
  type: 'TherapyRegistered',
  occurredAt: '2020-01-01',
  data: { patientPseudonym: 'p', indication: 'x', aetiology: 'stroke' },
};

/** A therapy of one event that takes so many bytes in the log: blanks after JSON mean nothing. */
function put(store: MemoryStore, therapyId: string, bytes: number): void {
  const [event] = sealed([registration]) as [Sealed];
  const text = JSON.stringify({ ...event, therapyId, revision: 1, previousHash: '0'.repeat(64) });
  const padded = Buffer.from(text.padEnd(bytes));
  const { id, type } = event;
  const position = therapyId.padStart(8, '0');
  const stored = {
    id,
    type,
    hash: sha256Hex(padded),
    bytes: padded,
    streamId: therapyId,
    revision: 1,
    position,
  };
  store.streamsById.set(therapyId, [stored]);
}

it('keeps therapies in memory by their bytes, and lets go first those that were asked for longest ago', async () => {
  const store = new MemoryStore();
  const therapies = new Therapies(store, new AppendGate());
  const ids = Array.from({ length: 100 }, (_, number) => `t-${number}` as TherapyId);
  const large = ids.slice(0, 40);
  for (const id of large) put(store, id, MIB);
  const first = await therapies.get(ids[0]!);
  for (const id of large) {
    await therapies.get(id);
    // Asked for again and again, it is never the one that goes.
    expect((await therapies.get(ids[0]!)) === first).toBe(true);
  }
  const kept = large.filter((id) => therapies.has(id));
  expect(kept.length).toBeLessThanOrEqual(32);
  expect(kept.length).toBeGreaterThan(28);
  expect(kept[0]).toBe(ids[0]);
  expect(kept.slice(1)).toEqual(large.slice(-kept.length + 1));
  // Small ones are kept by the hundred.
  const small = ids.map((id) => `small-${id}` as TherapyId);
  for (const id of small) put(store, id, 1_000);
  for (const id of small) await therapies.get(id);
  expect(small.every((id) => therapies.has(id))).toBe(true);
});
