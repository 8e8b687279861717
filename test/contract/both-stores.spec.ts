import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { shippedBook } from '../support/shipped-book.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { openKurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import type { EventStore } from '../../src/event-store/port.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { leafHash } from '../../src/ledger/hashes.js';
import { RunningRoot } from '../../src/ledger/running-root.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { Audits } from '../../src/answers/audits.js';
import { Importer } from '../../src/record/import.js';
import type { Line } from '../../src/record/lines.js';
import { TherapyQueries } from '../../src/answers/queries.js';
import { Recorder } from '../../src/record/recorder.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { toldOf } from '../compliance/sealed.js';
import { handWorked } from '../property/hand-worked/index.js';
import { histories } from '../property/histories.js';
import { requestBodies } from '../property/request-bodies.js';
import { DAY, START } from '../property/simple-therapies.js';
import { reviewingWith } from '../support/reviewing.js';
import { disclosuresInMemory, sameSalt, serviceKeys } from '../support/disclosures.js';
import { StandIn } from './stand-in/stand-in.js';
import { wholeLog } from './store-events.js';
import { FULL } from '../support/full.js';

const RUNS = FULL ? 500 : 20;
const NOW = Date.UTC(2024, 0, 1);

async function* lines(events: readonly object[]): AsyncGenerator<Line> {
  let number = 0;
  for (const event of events) yield { number: (number += 1), text: JSON.stringify(event) };
}

/** What records and answers, on a store, with nothing in it that is left to chance. */
function serviceOn(store: EventStore) {
  const clock = () => NOW;
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, clock);
  const importer = new Importer(therapies, recorder, reviewingWith(therapies, recorder, clock), serviceKeys);
  return {
    store,
    audits: new Audits(therapies, shippedBook, disclosures, new InPlace(shippedBook), clock),
    queries: new TherapyQueries(therapies, disclosures, new InPlace(shippedBook), clock),
    record: (events: readonly object[]) => importer.run(lines(events), { recordedBy: ANONYMOUS }),
  };
}

async function rootOf(store: EventStore): Promise<string> {
  const root = new RunningRoot();
  for (const { bytes } of await wholeLog(store, 1_000)) root.add(leafHash(bytes));
  return root.root().toString('hex');
}

describe('SQLite and KurrentDB', () => {
  let directory: string;
  let standIn: StandIn;
  let stores: readonly EventStore[] = [];
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pump-ledger-log-'));
    standIn = new StandIn();
    const url = await standIn.start();
    stores = [await openSqliteEventStore({ directory }), await openKurrentDbEventStore({ url })];
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await standIn.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('give the same bytes, states, audits and tree for the same history', async () => {
    const services = stores.map(serviceOn);
    let number = 0;
    let recorded = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const therapyId = `therapy-${(number += 1)}` as TherapyId;
        const told = toldOf(history).map((event) => ({ therapyId, ...event }));
        const [one, other] = await Promise.all(
          services.map(async ({ record, store, audits, queries }) => {
            const imported = await record(told);
            recorded += imported.recorded;
            const stored = await store.readStream(therapyId);
            const state = await queries.state(therapyId, {});
            const audit = await audits.audit(therapyId, {});
            return {
              imported,
              events: stored.map(({ id, type, revision, leafIndex, hash, bytes, disclosures }) => ({
                id,
                type,
                revision,
                leafIndex,
                hash,
                text: Buffer.from(bytes).toString(),
                isDisclosed: disclosures !== undefined,
              })),
              state,
              audit,
            };
          }),
        );
        expect(other).toEqual(one);
        expect(one!.imported.rejected).toEqual([]);
        expect(one!.events).toHaveLength(told.length);
      }),
      { numRuns: RUNS },
    );
    const [root, same] = await Promise.all(stores.map(rootOf));
    expect(same).toBe(root);
    expect(await stores[1]!.count()).toBe(await stores[0]!.count());
    expect(recorded).toBe(2 * (await stores[0]!.count()));
    expect(await stores[1]!.streams()).toEqual(await stores[0]!.streams());
  }, 1_200_000);

  it('give the doses that were reckoned by hand', async () => {
    const services = stores.map(serviceOn);
    const at = (day: number) => START + day * DAY;
    for (const [number, { name, events, end, doses }] of handWorked.entries()) {
      const therapyId = `hand-worked-${number}` as TherapyId;
      const registered = {
        type: 'TherapyRegistered',
        occurredAt: '2010-01-01',
        data: { patientPseudonym: 'P-1', indication: 'spasticity', aetiology: 'stroke' },
      };
      const told = [registered, ...requestBodies(events)].map((body) => ({ therapyId, ...body }));
      for (const { record, queries } of services) {
        expect({ name, ...(await record(told)) }).toMatchObject({ name, rejected: [] });
        for (const { days, drug = 'baclofen', site, doseMcg, status } of doses) {
          const question = { drug, site, from: at(days[0]), to: at(days[1]), asOf: end };
          const found = await queries.dose(therapyId, question);
          expect({ name, days, site, doseMcg: found.doseMcg }).toEqual({
            name,
            days,
            site,
            doseMcg: expect.closeTo(doseMcg, 6),
          });
          if (status) expect({ name, status: found.delivery.status }).toEqual({ name, status });
        }
      }
    }
  });
});
