import { randomUUID } from 'node:crypto';
import { openKurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { eventStoreContract } from './event-store.contract.js';
import { StandIn, type StandInOptions } from './stand-in/stand-in.js';

/** Each test has streams of its own, so that it can run on a server that others use. */
async function storeOn(url: string, stop: () => Promise<void>) {
  const options = { url, prefix: `pumpLedgerTest_${randomUUID().replaceAll('-', '')}-` };
  let store = await openKurrentDbEventStore(options);
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = await openKurrentDbEventStore(options));
    },
    dispose: async () => {
      await store.close();
      await stop();
    },
  };
}

async function onStandIn(options?: StandInOptions) {
  const standIn = new StandIn(options);
  return storeOn(await standIn.start(), () => standIn.stop());
}

eventStoreContract('KurrentDB, of which a stand-in speaks the protocol,', () => onStandIn());

const { KURRENTDB_URL } = process.env;
if (KURRENTDB_URL) eventStoreContract('KurrentDB', () => storeOn(KURRENTDB_URL, async () => {}));
