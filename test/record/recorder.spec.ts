import { AppendGate } from '../../src/event-store/append-gate.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { verifyChain } from '../ledger/support/verify-chain.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { ImportInterrupted } from '../../src/record/errors.js';
import { Importer } from '../../src/record/import.js';
import type { Line } from '../../src/record/lines.js';
import { Occurrences } from '../../src/record/occurrences.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { TherapyQueries } from '../../src/answers/queries.js';
import { Recorder } from '../../src/record/recorder.js';
import { Therapies } from '../../src/repository/therapies.js';
import { readContent } from '../../src/therapy/content.js';
import { Refusal, UnknownTherapy } from '../../src/therapy/decider.js';
import type { EventId, TherapyId } from '../../src/therapy/envelope.js';
import { implanted, noted, programmed, refilled, registered } from '../e2e/support/client.js';
import { Audits } from '../../src/answers/audits.js';
import { PolicyBook, shippedPolicies } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import { reviewingWith } from '../support/reviewing.js';
import { disclosuresInMemory, sameSalt, serviceKeys } from '../support/disclosures.js';
import { MemoryStore } from './memory-store.js';

const T = 't' as TherapyId;
const NOW = Date.UTC(2024, 0, 1);

function service(store = new MemoryStore(), clock = () => NOW) {
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, clock);
  const record = (event: object, id?: string, therapyId = T) => {
    const read = readContent(event, { defaultSourceKind: 'manual' });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    return recorder.record({ therapyId, content: read.content, id: id as EventId, recordedBy: ANONYMOUS });
  };
  const importer = new Importer(therapies, recorder, reviewingWith(therapies, recorder, clock), serviceKeys);
  return {
    store,
    therapies,
    record,
    importer,
    queries: new TherapyQueries(therapies, disclosures, new InPlace(shippedBook), clock),
    audits: new Audits(therapies, shippedBook, disclosures, new InPlace(shippedBook), clock),
  };
}

const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => error,
  );

it('what came by a request of its own is late whatever its source says, and marked where that says import', async () => {
  const { record, audits } = service();
  expect((await record(registered)).envelope).not.toHaveProperty('via');
  const { envelope } = await record({ ...implanted, source: { kind: 'import' } }, 'pump');
  expect(envelope.via).toBe('request');
  const { audit } = await audits.audit(T, {});
  const late = audit.findings.find(({ code }) => code === 'LATE_ENTRY');
  expect(late?.eventIds).toContain('pump');
});

describe('recordings of one therapy', () => {
  it('are decided in order without waiting for each other', async () => {
    const { store, record } = service();
    const events = [registered, implanted, refilled, programmed, noted('2020-03'), noted('2020-02')];
    const receipts = await Promise.all(events.map((event) => record(event)));
    expect(receipts.map(({ envelope }) => envelope.revision)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(verifyChain(store.streamsById.get(T)!)).toEqual([]);
  });

  it('one that the log did not take counts for none after it', async () => {
    const { store, record } = service();
    await record(registered);
    store.failFrom = 2;
    const results = await Promise.all(
      [implanted, refilled, implanted].map((event) => outcome(record(event))),
    );
    expect(results.every((result) => result instanceof StoreUnavailable)).toBe(true);
    store.failFrom = Number.POSITIVE_INFINITY;
    expect(await outcome(record(refilled))).toBeInstanceOf(Refusal);
    expect((await record(implanted)).envelope.revision).toBe(2);
  });

  it('what was refused because of one that the log did not take is decided again', async () => {
    const { store, record } = service();
    await record(registered);
    await record(implanted, 'first');
    store.failFrom = 3;
    const explant = outcome(
      record({ type: 'PumpExplanted', occurredAt: '2020-02-01', data: { reason: 'x' } }),
    );
    const refill = outcome(record({ ...refilled, occurredAt: '2020-03-01' }, 'refill'));
    expect(await explant).toBeInstanceOf(StoreUnavailable);
    // Without a pump it would have been a Refusal.
    expect(await refill).toBeInstanceOf(StoreUnavailable);
  });

  it('another writer is found out about, and the event comes after his', async () => {
    const { store, record } = service();
    const other = service(store);
    await record(registered);
    await other.record(implanted);
    const { envelope } = await record(noted('2020-03'));
    expect(envelope.revision).toBe(3);
    expect(verifyChain(store.streamsById.get(T)!)).toEqual([]);
  });

  it('an unknown therapy leaves nothing behind in memory', async () => {
    const { store, record } = service();
    expect(await outcome(record(implanted))).toBeInstanceOf(UnknownTherapy);
    expect(await outcome(record(implanted))).toBeInstanceOf(UnknownTherapy);
    expect(store.reads).toBe(2);
  });

  it('nobody is shown what is not on disk, and everybody what is, though the clock was set back', async () => {
    let now = NOW;
    const { record, queries } = service(new MemoryStore(), () => now);
    await record(registered);
    now -= 3_600_000;
    const pending = record(implanted);
    expect((await queries.state(T, {})).revision).toBe(1);
    await pending;
    const state = await queries.state(T, {});
    expect([state.revision, state.state.pump?.model]).toEqual([2, 'SynchroMed II']);
  });
});

describe('answers that are kept', () => {
  it('are the same as those from the log', async () => {
    const { store, record, queries, audits } = service();
    const late = {
      ...programmed,
      occurredAt: '2020-01-02T09:15:00Z',
      data: { program: { mode: 'stopped' } },
    };
    for (const event of [registered, implanted, refilled, programmed, noted('2020-02'), late]) {
      await record(event);
      const fresh = service(store).queries;
      expect(await queries.state(T, {})).toEqual(await fresh.state(T, {}));
      const question = { drug: 'baclofen', site: 'reservoir', from: 0, to: NOW } as const;
      expect(await queries.dose(T, question)).toEqual(await fresh.dose(T, question));
      expect(await audits.audit(T, {})).toEqual(await service(store).audits.audit(T, {}));
    }
  });
});

describe('audits under all policies', () => {
  it('are those in force then; one that is yet to come is named in vain', async () => {
    const { therapies, record } = service();
    await record(registered);
    const [shipped] = shippedPolicies;
    const future = { ...shipped!, policy: { ...shipped!.policy, id: 'future', inForceFrom: '2099-01-01' } };
    const book = new PolicyBook([...shippedPolicies, future]);
    const audits = new Audits(therapies, book, disclosuresInMemory(), new InPlace(book), () => NOW);
    const named = (await audits.audits(T, {})).map(({ policy }) => policy.policy.id);
    expect(named).toEqual(shippedBook.ids);
    await expect(audits.audits(T, {}, ['future'])).rejects.toThrow('in force then');
    expect(await audits.audits(T, {}, [`future@${shipped!.policy.version}`])).toHaveLength(1);
  });
});

describe('an import', () => {
  async function* lines(events: readonly object[]): AsyncGenerator<Line> {
    let number = 0;
    for (const event of events)
      yield { number: (number += 1), text: JSON.stringify({ therapyId: T, ...event }) };
  }
  const days = Array.from({ length: 1_500 }, (_, day) =>
    noted(new Date(Date.UTC(2015, 0, 1 + day)).toISOString()),
  );

  it('asks once more what the log was too slow with, whether it has it or not', async () => {
    const { store, importer } = service();
    const append = store.append.bind(store);
    let calls = 0;
    store.append = async (...given) => {
      calls += 1;
      const isSlow = calls === 20 || calls === 40;
      if (calls === 20) await append(...given);
      if (isSlow) throw new StoreUnavailable('too slow');
      return append(...given);
    };
    const file = [registered, ...days];
    const { recorded, duplicates, rejected } = await importer.run(lines(file), { recordedBy: ANONYMOUS });
    expect(calls).toBeGreaterThan(40);
    expect({ all: recorded + duplicates, rejected }).toEqual({ all: file.length, rejected: [] });
    const ids = store.streamsById.get(T)!.map(({ id }) => id);
    expect(new Set(ids).size).toBe(file.length);
    expect(ids).toHaveLength(file.length);
  });

  it('that loses the log says what it had recorded, and goes on the next time', async () => {
    const { store, importer } = service();
    const file = [registered, ...days];
    store.failFrom = 600;
    const failure = await outcome(importer.run(lines(file), { recordedBy: ANONYMOUS }));
    expect(failure).toBeInstanceOf(ImportInterrupted);
    expect((failure as ImportInterrupted).members).toEqual({ recorded: 599, duplicates: 0 });
    store.failFrom = Number.POSITIVE_INFINITY;
    let seen = 0;
    const onProgress = (count: number) => void (seen = count);
    expect(await importer.run(lines(file), { recordedBy: ANONYMOUS, onProgress })).toEqual({
      recorded: file.length - 599,
      duplicates: 599,
      rejected: [],
    });
    expect(seen).toBe(file.length);
    const stored = store.streamsById.get(T)!;
    expect(stored).toHaveLength(file.length);
    expect(verifyChain(stored)).toEqual([]);
  });
});

it('occurrences are counted through all growth', () => {
  const seen = new Occurrences();
  const digest = (number: number) => {
    const bytes = Buffer.alloc(32);
    bytes.writeUIntBE(number * 65_536, 0, 6);
    return bytes;
  };
  for (let round = 0; round < 3; round += 1)
    for (let number = 0; number < 5_000; number += 1) expect(seen.next(digest(number))).toBe(round);
});
