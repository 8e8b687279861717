import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnusablePolicies } from '../../src/compliance/policies/files/fault.js';
import { PolicyFiles } from '../../src/compliance/policies/files/policy-files.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { AppendGate, LedgerContradicted } from '../../src/event-store/append-gate.js';
import { openKurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { type EventStore, StoreUnavailable } from '../../src/event-store/port.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { readSettings } from '../../src/config/settings.js';
import { AdoptedPolicies } from '../../src/repository/adopted-policies.js';
import { ourHospital } from '../compliance/policies/files/our-hospital.js';
import { MemoryStore } from '../record/memory-store.js';
import { StandIn } from './stand-in/stand-in.js';

const NOW = Date.UTC(2026, 0, 1);
const STREAM = '~policies';
const SHIPPED = shippedPolicies.map(({ policy, sha256 }) => [`${policy.id}@${policy.version}`, sha256]);

const directories: string[] = [];
function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-adopted-'));
  directories.push(directory);
  return directory;
}
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

/** A service's policies, with a hospital's own where some figures of the example are given. */
function filesWith(changes?: Readonly<Record<string, unknown>>): PolicyFiles {
  const directory = newDirectory();
  mkdirSync(join(directory, 'policies'));
  if (changes) writeFileSync(join(directory, 'policies', 'our.json'), JSON.stringify(ourHospital(changes)));
  return PolicyFiles.read(directory, NOW);
}

const serviceOn = (
  store: EventStore,
  files = filesWith(),
  gate = new AppendGate(),
  defaultPolicy = 'case-report-2024',
) => new AdoptedPolicies(files, store, gate, () => NOW, { ...readSettings({}), defaultPolicy });

const adoptedIn = async (store: EventStore) =>
  adoptions(await serviceOn(store).all()).map(({ data }) => [
    `${data.policy}@${data.policyVersion}`,
    data.sha256,
  ]);

const adoptions = (all: Awaited<ReturnType<AdoptedPolicies['all']>>) =>
  all.flatMap(({ event }) => (event.type === 'PolicyAdopted' ? [event] : []));

const LENIENT = { '/drugs/baclofen/stop/taper/maxStepMcgPerDay/value': 900 };

describe.each(['SQLite', 'KurrentDB'] as const)('the policies of a log on %s', (kind) => {
  let standIn: StandIn | undefined;
  let directory: string;
  const stores: EventStore[] = [];
  /** As another service on the log, where there can be one. */
  const opened = async () => {
    const store = standIn
      ? await openKurrentDbEventStore({ url: standIn.url, deadlineMs: 20_000 })
      : (stores[0] ?? (await openSqliteEventStore({ directory })));
    if (!stores.includes(store)) stores.push(store);
    return store;
  };
  beforeEach(async () => {
    directory = newDirectory();
    standIn = kind === 'KurrentDB' ? new StandIn() : undefined;
    await standIn?.start();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await standIn?.stop();
  });

  it('are recorded by who comes first, each once, and by who comes later no more', async () => {
    const store = await opened();
    for (let start = 0; start < 3; start += 1) {
      const service = serviceOn(store);
      await service.compare(NOW);
      await service.adopt();
      await service.adopt();
    }
    expect(await adoptedIn(store)).toEqual(SHIPPED);
    const recorded = await serviceOn(store).all();
    const [first] = recorded;
    expect(first!.event).toMatchObject({
      stream: 'policies',
      revision: 1,
      recordedAt: new Date(NOW).toISOString(),
      data: { origin: 'shipped', release: expect.stringMatching(/^pump-ledger \d/) },
    });
    expect(first!.event).not.toHaveProperty('therapyId');
    expect(recorded.map(({ stored }) => stored.leafIndex)).toEqual([0, 1, 2, 3]);
    const later = serviceOn(store, filesWith({ '/inForceFrom': '2026-01-01' }));
    await later.compare(NOW);
    await later.adopt();
    const all = await later.all();
    expect(adoptions(all).map(({ data }) => data.origin)).toEqual([...SHIPPED.map(() => 'shipped'), 'file']);
    expect(adoptions(all).at(-1)!.data.inForceFrom).toBe('2026-01-01');
  });

  it('are recorded once by services that start at once', async () => {
    const services: AdoptedPolicies[] = [];
    for (let service = 0; service < 4; service += 1) services.push(serviceOn(await opened()));
    await Promise.all(services.map((service) => service.compare(NOW)));
    await Promise.all(services.map((service) => service.adopt()));
    expect(await adoptedIn(stores[0]!)).toEqual(SHIPPED);
  });

  it('are the same in each service: other bytes under a known version are refused', async () => {
    const store = await opened();
    const first = serviceOn(store, filesWith({}));
    await first.adopt();
    const other = serviceOn(await opened(), filesWith(LENIENT));
    await expect(other.compare(NOW)).rejects.toThrow(UnusablePolicies);
    await expect(other.compare(NOW)).rejects.toThrow(
      /our\.json: holds our-hospital@1 with the SHA-256 [0-9a-f]{64}, but our-hospital@1 is known with [0-9a-f]{64} \(the ledger, revision 5 of its policies, recorded at 2026-01-01T00:00:00.004Z\)\. A version never changes/,
    );
    expect(await adoptedIn(store)).toHaveLength(SHIPPED.length + 1);
  });

  it('are refused to whoever starts at the same time with other bytes, and comes second', async () => {
    const services = [
      serviceOn(await opened(), filesWith({})),
      serviceOn(await opened(), filesWith(LENIENT)),
    ];
    for (const service of services) await service.compare(NOW);
    const ends = await Promise.allSettled(services.map((service) => service.adopt()));
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    expect(refused).toEqual([expect.any(UnusablePolicies)]);
    expect(await adoptedIn(stores[0]!)).toHaveLength(SHIPPED.length + 1);
  });

  it('stand in the list of streams after all therapies', async () => {
    const store = await opened();
    await serviceOn(store).adopt();
    const event = { id: 'e', type: 'X', bytes: Buffer.from('{}'), hash: 'h' };
    for (const therapyId of ['z', 'a', 'Zz', '9']) await store.append(therapyId, 0, [event]);
    const listed = (await store.streams()).map(({ streamId }) => streamId);
    expect(listed).toEqual(['9', 'Zz', 'a', 'z', STREAM]);
  });
});

describe('the policy that judges where none is named', () => {
  const changesIn = async (store: EventStore) =>
    (await serviceOn(store).all()).flatMap(({ event }) =>
      event.type === 'DefaultPolicyChanged' ? [event.data] : [],
    );
  const start = async (store: EventStore, defaultPolicy: string, now = NOW) => {
    const service = serviceOn(store, filesWith(), new AppendGate(), defaultPolicy);
    const book = await service.compare(now);
    await service.adopt();
    await service.chooseDefault();
    return book;
  };

  it('is recorded where it changes, and only there', async () => {
    const store = new MemoryStore();
    const LATER = NOW + 86_400_000;
    expect((await start(store, 'case-report-2024')).default).toBe('case-report-2024');
    expect(await changesIn(store)).toEqual([]);
    const book = await start(store, 'strict', LATER);
    expect([book.defaultAt(LATER - 1), book.defaultAt(LATER), book.default]).toEqual([
      'case-report-2024',
      'strict',
      'strict',
    ]);
    await start(store, 'strict');
    expect(await changesIn(store)).toMatchObject([{ policy: 'strict', previous: 'case-report-2024' }]);
    await start(store, 'case-report-2024');
    expect(await changesIn(store)).toMatchObject([
      { policy: 'strict' },
      { policy: 'case-report-2024', previous: 'strict' },
    ]);
  });

  it('stays what it was for what was known before it was another', async () => {
    const store = new MemoryStore();
    await start(store, 'strict');
    await start(store, 'label-holiday');
    const [, second] = (await serviceOn(store).all()).filter(
      ({ event }) => event.type === 'DefaultPolicyChanged',
    );
    const changed = Date.parse(second!.event.recordedAt);
    const book = await start(store, 'label-holiday');
    expect([book.defaultAt(changed - 1), book.defaultAt(changed), book.defaultAt(NOW - 1)]).toEqual([
      'strict',
      'label-holiday',
      'case-report-2024',
    ]);
    expect(book.lastChange(changed)).toBe(changed);
  });
});

describe('where the log does not take them', () => {
  it('they are recorded when it does again', async () => {
    const store = new MemoryStore();
    store.failFrom = 1;
    const service = serviceOn(store);
    await service.compare(NOW);
    await expect(service.adopt()).rejects.toThrow(StoreUnavailable);
    expect(await adoptedIn(store)).toEqual([]);
    store.failFrom = Number.POSITIVE_INFINITY;
    await service.adopt();
    expect(await adoptedIn(store)).toEqual(SHIPPED);
  });

  it('and contradicts what was published, nothing is recorded', async () => {
    const store = new MemoryStore();
    const gate = new AppendGate();
    gate.shut(new LedgerContradicted('events were lost'));
    await expect(serviceOn(store, filesWith(), gate).adopt()).rejects.toThrow(LedgerContradicted);
    expect(store.appends).toBe(0);
  });

  it('and holds them otherwise than they were hashed, the start goes on, and nothing is recorded', async () => {
    const store = new MemoryStore();
    await serviceOn(store).adopt();
    const [first] = store.streamsById.get(STREAM)!;
    const bytes = Buffer.from(Buffer.from(first!.bytes).toString().replace('"shipped"', '"file"'));
    store.streamsById.get(STREAM)![0] = { ...first!, bytes };
    const service = serviceOn(store, filesWith({}));
    await service.compare(NOW);
    await expect(service.adopt()).rejects.toThrow(/the record of ~policies is broken at revision 1/);
    expect(store.appends).toBe(1);
  });
});
