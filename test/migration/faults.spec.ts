import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { KeyFile } from '../../src/custody/key-file.js';
import { type Ends, type Migrated, migrate } from '../../src/migration/migrate.js';
import type { AppendFault } from '../contract/stand-in/appends.js';
import { originUnder } from '../../src/repository/origin-under.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { held, until } from '../contract/kurrentdb-opened.js';
import { eventOf } from '../contract/store-events.js';

const STREAMS = ['a', 'b', 'c'];
const EACH = 20;
const FAULTS: readonly AppendFault[] = ['lost-before', 'lost-after', 'twice', 'not-leader'];

let standIn: StandIn;
let ends: Ends;
beforeEach(async () => {
  standIn = new StandIn();
  const dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-migration-'));
  ends = { dataDir, kurrentdbUrl: await standIn.start(), masterKey: randomBytes(32) };
  const store = await openSqliteEventStore({ directory: dataDir });
  const keys = KeyFile.open(dataDir, ends.masterKey);
  for (let number = 0; number < EACH; number += 1)
    for (const stream of STREAMS) {
      await keys.sealing(stream).persisted;
      await store.append(stream, number, [eventOf(`${stream} ${number}`, `${stream}-${number}`)]);
    }
  await store.close();
  keys.close();
});
afterEach(async () => {
  await standIn.stop();
  rmSync(ends.dataDir, { recursive: true, force: true });
});

it('has each event and key once, whatever the server does with appends', async () => {
  let done: Migrated | undefined;
  let attempts = 0;
  for (; !done; attempts += 1) {
    expect(attempts).toBeLessThan(20);
    // Each time another of the appends of events, keys and checkpoints is hit.
    if (attempts < FAULTS.length)
      standIn.appendFaults.push(...Array<undefined>(7 + 25 * attempts).fill(undefined), FAULTS[attempts]);
    done = await migrate('kurrentdb', ends, () => {}).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
      return undefined;
    });
    standIn.appendFaults.length = 0;
  }
  expect(done).toMatchObject({ events: STREAMS.length * EACH, keys: STREAMS.length });
  const stored = standIn.log.records.filter(({ stream }) => stream.startsWith('pumpLedgerTherapy-'));
  const order = Array.from({ length: EACH }, (_, number) => STREAMS.map((stream) => `${stream} ${number}`));
  expect(stored.map(({ data }) => Buffer.from(data).toString())).toEqual(order.flat());
  for (const stream of STREAMS) expect(standIn.log.stream(`pumpLedgerKey-${stream}`)).toHaveLength(1);
});

it('has several appends on their way at once', async () => {
  const waits = held();
  standIn.appendFaults.push(...Array<undefined>(5).fill(undefined), { answeredAfter: waits.promise });
  const moving = migrate('kurrentdb', ends, () => {});
  await until(() => standIn.appends >= STREAMS.length * EACH);
  waits.letGo();
  expect(await moving).toMatchObject({ copied: STREAMS.length * EACH });
});

it('notices what another service writes to the target meanwhile', async () => {
  const waits = held();
  standIn.appendFaults.push(...Array<undefined>(30).fill(undefined), { storedAfter: waits.promise });
  const moving = migrate('kurrentdb', ends, () => {});
  moving.catch(() => undefined);
  const before = standIn.appends;
  await until(() => standIn.appends > before + 30);
  {
    const [theirs] = standIn.log.stream('pumpLedgerTherapy-b');
    const at = standIn.log.stream('pumpLedgerTherapy-a').length;
    const beside = JSON.parse(Buffer.from(theirs!.metadata).toString()) as { hash: string };
    const place = { revision: at + 1, at };
    const mac = originUnder(ends.masterKey).macOf({ streamId: 'a', hash: beside.hash, ...place });
    const own = { ...beside, ...place, mac: Buffer.from(mac).toString('base64') };
    const metadata = Buffer.from(JSON.stringify(own));
    standIn.log.append('pumpLedgerTherapy-a', 'any', [{ ...theirs!, metadata }]);
  }
  waits.letGo();
  await expect(moving).rejects.toThrow(/took another event of [abc] .* something else writes to it/);
});
