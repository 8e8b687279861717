import { randomBytes } from 'node:crypto';
import { prepareDataDir } from '../../../dist/config/data-dir.js';
import { PolicyBook, shippedPolicies } from '../../../dist/compliance/policies/index.js';
import { AppendGate } from '../../../dist/event-store/append-gate.js';
import { openSqliteEventStore } from '../../../dist/event-store/sqlite/sqlite-event-store.js';
import { KeyFile } from '../../../dist/custody/key-file.js';
import { ANONYMOUS } from '../../../dist/record/anonymous.js';
import { Disclosures } from '../../../dist/repository/disclosures.js';
import { Importer } from '../../../dist/record/import.js';
import { InPlace } from '../../../dist/answers/asked/in-place.js';
import { TherapyQueries } from '../../../dist/answers/queries.js';
import { Recorder } from '../../../dist/record/recorder.js';
import { Reviewing } from '../../../dist/record/reviewing.js';
import { randomSalt } from '../../../dist/record/salt.js';
import { Therapies } from '../../../dist/repository/therapies.js';
import { readContent } from '../../../dist/therapy/content.js';
import { byCallers } from './measure.mjs';

/** The service without HTTP and Nest, on a directory. */
export async function openService(directory) {
  prepareDataDir(directory);
  const store = await openSqliteEventStore({ directory });
  const therapies = new Therapies(store, new AppendGate());
  const keys = KeyFile.open(directory, randomBytes(32));
  const disclosures = new Disclosures(keys);
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, randomSalt, Date.now);
  const policies = new PolicyBook(shippedPolicies);
  const reviewing = new Reviewing(therapies, recorder, policies, new InPlace(policies), Date.now);
  const queriesOn = (loaded) => new TherapyQueries(loaded, disclosures, new InPlace(policies), Date.now);
  return {
    store,
    recorder,
    importer: new Importer(therapies, recorder, reviewing, keys),
    queries: queriesOn(therapies),
    /** Another one on the same log that has nothing in memory. */
    coldQueries: () => queriesOn(new Therapies(store, new AppendGate())),
  };
}

/** What the recorder is given for a body `{ therapyId, type, occurredAt, data, source }`. */
export function recordingOf(body) {
  const read = readContent(body, { defaultSourceKind: 'manual', allowTherapyId: true });
  if (!read.ok) throw new TypeError(JSON.stringify(read.errors));
  return { therapyId: read.therapyId, content: read.content, recordedBy: ANONYMOUS };
}

/** Bodies as the log stores them: recorded once, read back in the global order. */
export async function storedEvents(directory, bodies) {
  const { store, recorder } = await openService(directory);
  try {
    await byCallers(64, bodies, (body) => recorder.record(recordingOf(body)));
    return await store.readAll(undefined, bodies.length);
  } finally {
    await store.close();
  }
}
