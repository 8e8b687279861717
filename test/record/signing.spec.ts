import { InPlace } from '../../src/answers/asked/in-place.js';
import { hashedAudit } from '../../src/answers/hashed-audit.js';
import { DEFAULT_POLICY } from '../../src/compliance/policies/index.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { sha256Hex } from '../../src/ledger/canonical.js';
import { RevisionMismatch } from '../../src/record/errors.js';
import type { Recorder } from '../../src/record/recorder.js';
import { Signing } from '../../src/record/signing.js';
import type { Disclosures } from '../../src/repository/disclosures.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { sealed } from '../compliance/sealed.js';
import { shippedBook } from '../support/shipped-book.js';
import { MemoryStore } from './memory-store.js';

const T = 't' as TherapyId;
const NOW = Date.UTC(2027, 0, 1);

it('a signature is given up where others record at every attempt', async () => {
  const [event] = sealed([
    {
      id: 'registration',
      type: 'TherapyRegistered',
      occurredAt: '2020-01-01',
      data: { patientPseudonym: 'p', indication: 'x', aetiology: 'stroke' },
    },
  ]);
  const first = { ...event!, therapyId: T, revision: 1, previousHash: '0'.repeat(64) };
  const bytes = Buffer.from(JSON.stringify(first));
  const { id, type } = first;
  const store = new MemoryStore();
  await store.append(T, 0, [{ id, type, hash: sha256Hex(bytes), bytes }]);
  let attempts = 0;
  const outrun = {
    record: async () => {
      attempts += 1;
      throw new RevisionMismatch(attempts + 1);
    },
  } as unknown as Recorder;
  const therapies = new Therapies(store, new AppendGate());
  const signing = new Signing(
    therapies,
    shippedBook,
    outrun,
    { digestOfSubject: String } as unknown as Disclosures,
    new InPlace(shippedBook),
    () => NOW,
  );
  const policy = shippedBook.find(DEFAULT_POLICY, NOW)!;
  const { auditHash } = hashedAudit(T, [first], policy, NOW, NOW);
  const at = new Date(NOW).toISOString();
  const signature = {
    policy: policy.policy.id,
    policyVersion: policy.policy.version,
    asOf: at,
    knownAt: at,
    auditHash,
    meaning: 'reviewed',
    statement: 'read',
    signer: { name: 'A', role: 'quality manager' },
  } as const;
  await expect(signing.sign(T, signature, undefined)).rejects.toMatchObject({ code: 'TOO_MANY_WRITERS' });
  expect(attempts).toBe(8);
});
