import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditFound } from '../../src/answers/audit-found.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { Audits } from '../../src/answers/audits.js';
import { PolicyBook, shippedPolicies } from '../../src/compliance/policies/index.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { openKurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import type { EventStore } from '../../src/event-store/port.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { Recorder } from '../../src/record/recorder.js';
import { Signing } from '../../src/record/signing.js';
import { timesOf } from '../../src/repository/point-of-view.js';
import { Therapies } from '../../src/repository/therapies.js';
import { readContent } from '../../src/therapy/content.js';
import type { Sealed, TherapyId } from '../../src/therapy/envelope.js';
import type { SignatureGiven } from '../../src/therapy/events/audit-signed.js';
import { implanted, noted, programmed, refilled, registered } from '../e2e/support/client.js';
import { FULL } from '../support/full.js';
import { disclosuresInMemory, sameSalt } from '../support/disclosures.js';
import { shippedBook } from '../support/shipped-book.js';
import { StandIn } from './stand-in/stand-in.js';

const T = 't' as TherapyId;
const AUDITS = FULL ? 80 : 12;

const disclosures = disclosuresInMemory();

/** @param aheadMs of its clock */
function serviceOn(store: EventStore, aheadMs = 0) {
  const clock = () => Date.now() + aheadMs;
  const therapies = new Therapies(store, new AppendGate());
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, clock);
  const record = (event: object) => {
    const read = readContent(event, { defaultSourceKind: 'manual' });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    return recorder.record({ therapyId: T, content: read.content, recordedBy: ANONYMOUS });
  };
  return {
    store,
    record,
    audits: new Audits(therapies, shippedBook, disclosures, new InPlace(shippedBook), clock),
    signing: new Signing(therapies, shippedBook, recorder, disclosures, new InPlace(shippedBook), clock),
  };
}

type Service = ReturnType<typeof serviceOn>;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const iso = (instant: number) => new Date(instant).toISOString();

const signatureOf = ({ audit, auditHash }: AuditFound): SignatureGiven => ({
  policy: audit.policy.id,
  policyVersion: audit.policy.version,
  asOf: iso(audit.asOf),
  knownAt: iso(audit.knownAt),
  auditHash,
  meaning: 'reviewed',
  statement: 'read',
  signer: { name: 'A', role: 'quality manager' },
});

/** Asks while others write, then again with what the answers printed, and signs each. */
async function askBesideWriters(writers: readonly Service[], asked: readonly Service[]): Promise<void> {
  for (const event of [registered, implanted, refilled, programmed]) await writers[0]!.record(event);
  let isDone = false;
  const writing = writers.map(async ({ record }) => {
    for (; !isDone; await pause(4))
      await Promise.all([record(noted('2020-02-01')), record(noted('2020-02-02'))]);
  });
  const printed: { service: Service; found: AuditFound }[] = [];
  const states = new Set<number>();
  for (let number = 0; number < AUDITS || states.size <= 10; number += 1) {
    const service = asked[number % asked.length]!;
    const found = await service.audits.audit(T, {});
    printed.push({ service, found });
    states.add(found.audit.knownAt);
    await pause(1 + (number % 4));
  }
  isDone = true;
  await Promise.all(writing);

  const again = [];
  for (const { found } of printed)
    for (const { audits } of asked)
      again.push(await audits.audit(T, { asOf: found.audit.asOf, knownAt: found.audit.knownAt }));
  const before = printed.flatMap(({ found }) => asked.map(() => found.auditHash));
  expect(again.filter(({ auditHash }, index) => auditHash !== before[index])).toHaveLength(0);

  for (const { service, found } of printed) {
    const { envelope } = await service.signing.sign(T, signatureOf(found), undefined);
    expect(envelope.data).toMatchObject({ auditHash: found.auditHash });
  }

  const events = await writers[0]!.store.readStream(T);
  const times = events.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).recordedAt as string);
  expect(times).toEqual([...new Set(times)].toSorted());
}

describe('an audit that is asked again with the times that it printed', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function onSqlite(): Promise<EventStore> {
    const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-log-'));
    const store = await openSqliteEventStore({ directory });
    closing.push(
      () => store.close(),
      () => rmSync(directory, { recursive: true, force: true }),
    );
    return store;
  }

  async function begun(): Promise<{ readonly store: EventStore; readonly service: Service }> {
    const store = await onSqlite();
    const service = serviceOn(store);
    for (const event of [registered, implanted, refilled, programmed]) await service.record(event);
    return { store, service };
  }

  it('is the same, and can be signed, though it was made beside a writer', async () => {
    const store = await onSqlite();
    const service = serviceOn(store);
    await askBesideWriters([service], [service]);
  });

  it('is the same at each of two services whose clocks differ', async () => {
    const standIn = new StandIn();
    const url = await standIn.start();
    const stores = [await openKurrentDbEventStore({ url }), await openKurrentDbEventStore({ url })];
    closing.push(
      () => Promise.all(stores.map((store) => store.close())),
      () => standIn.stop(),
    );
    const [ahead, behind] = stores.map((store, index) => serviceOn(store, index === 0 ? 2_000 : -2_000));
    await askBesideWriters([behind!], [ahead!, behind!]);
  });

  it('is the same though the clock was set back since', async () => {
    const { store, service } = await begun();
    const { auditHash, audit } = await service.audits.audit(T, {});
    const later = serviceOn(store, -60_000);
    await later.record(noted('2020-02-01'));
    const again = await later.audits.audit(T, { asOf: audit.asOf, knownAt: audit.knownAt });
    expect(again.auditHash).toBe(auditHash);
  });

  it('is not signed as knowing all by an instant while something is recorded before it', async () => {
    const { service } = await begun();
    const recording = service.record(noted('2020-02-01'));
    await pause(0);
    const now = Date.now();
    const found = await service.audits.audit(T, { asOf: now, knownAt: now });
    const [signed] = await Promise.allSettled([
      service.signing.sign(T, signatureOf(found), undefined),
      recording,
    ]);
    const { auditHash } = await service.audits.audit(T, { asOf: now, knownAt: now });
    expect(signed.status === 'fulfilled').toBe(auditHash === found.auditHash);
    const settled = await service.audits.audit(T, { asOf: now, knownAt: now });
    await service.signing.sign(T, signatureOf(settled), undefined);
    await service.record(noted('2020-02-02'));
    const again = await service.audits.audit(T, { asOf: now, knownAt: now });
    expect(again.auditHash).toBe(settled.auditHash);
  });
});

describe('a policy that came into force after the last event', () => {
  const recordedAt = '2024-01-01T00:00:00.000Z';
  const recorded = [{ recordedAt }] as unknown as readonly Sealed[];
  const [shipped] = shippedPolicies;
  const later = { ...shipped!, policy: { ...shipped!.policy, version: '2', inForceFrom: '2024-03-01' } };
  const policies = new PolicyBook([...shippedPolicies, later]);
  const knownBy = (now: string) => iso(timesOf({}, { recorded, policies, now: Date.parse(now) }).knownBy);

  it('is known from five minutes after', () => {
    expect(knownBy('2024-02-01T00:00:00Z')).toBe(recordedAt);
    expect(knownBy('2024-03-01T00:04:59Z')).toBe(recordedAt);
    expect(knownBy('2024-03-01T00:05:00Z')).toBe('2024-03-01T00:00:00.000Z');
  });
});
