import { AppendGate } from '../../src/event-store/append-gate.js';
import { KeyStreams } from '../../src/custody/key-streams.js';
import { STAFF_KEY } from '../../src/custody/custody.js';
import { Listings } from '../../src/answers/listings.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { Recorder } from '../../src/record/recorder.js';
import { randomSalt } from '../../src/record/salt.js';
import { Disclosures } from '../../src/repository/disclosures.js';
import { Therapies } from '../../src/repository/therapies.js';
import { readContent } from '../../src/therapy/content.js';
import type { Content, TherapyId } from '../../src/therapy/envelope.js';
import { MASTER, scratch } from '../custody/support.js';
import { registered } from '../e2e/support/client.js';
import { SharedStreams } from '../support/shared-streams.js';
import { MemoryStore } from './memory-store.js';

const NOW = Date.UTC(2026, 0, 1);
const signed = {
  type: 'AuditSigned',
  occurredAt: { stated: '2025-01-01', earliest: '2025-01-01T00:00:00.000Z' },
  data: { statement: 'read', signer: { name: 'A. Reviewer' } },
  source: { kind: 'manual', assertion: 'stated' },
} as unknown as Content;

it('two services that meet a signer for the first time at once both record, under one key of the person', async () => {
  const [shared, store] = [new SharedStreams(), new MemoryStore()];
  const places = [scratch(), scratch()];
  const services = await Promise.all(
    places.map(async ({ directory }, index) => {
      const disclosures = new Disclosures(await KeyStreams.open(shared.view(), directory, MASTER));
      const gate = new AppendGate();
      const recorder = new Recorder(
        new Therapies(store, gate),
        store,
        gate,
        disclosures,
        randomSalt,
        () => NOW,
      );
      const therapyId = `t-${index}` as TherapyId;
      const record = (content: Content) => recorder.record({ therapyId, content, recordedBy: ANONYMOUS });
      return { therapyId, record, listings: new Listings(store, disclosures, gate) };
    }),
  );
  const read = readContent(registered, { defaultSourceKind: 'manual' });
  if (!read.ok) throw new Error(read.code);
  for (const { record } of services) await record(read.content);

  const receipts = await Promise.all(services.map(({ record }) => record(signed)));
  expect(receipts.map(({ created }) => created)).toEqual([true, true]);
  const keys = shared.events.filter(({ stream }) => stream.startsWith(STAFF_KEY));
  // Of who recorded, and of who signed.
  expect([keys.length, new Set(keys.map(({ stream }) => stream)).size]).toEqual([2, 2]);
  for (const { listings } of services)
    for (const { therapyId } of services) {
      const [, event] = await listings.events(therapyId, 0, 10);
      expect(event!.data).toMatchObject({ signer: { name: 'A. Reviewer' } });
    }
  expect(JSON.stringify(shared.events)).not.toContain('Reviewer');
  for (const { remove } of places) remove();
});
