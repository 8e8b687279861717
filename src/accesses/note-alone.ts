import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { partsOf } from '../access/log/parts.js';
import type { Subject } from '../access/subject.js';
import type { EventStore, Journals } from '../event-store/port.js';
import { serviceId } from '../publication/signing/service-id.js';
import { StreamLog } from '../repository/stream-log.js';
import type { Noted } from './access-log.js';
import { AccessTable, RecordsGone } from './access-table.js';
import { AccessTables } from './access-tables.js';
import { entryOf } from './entry-of.js';
import { AccessLogContradicted, AccessLogUnavailable } from './errors.js';
import type { Question } from './messages.js';
import type { Note } from './note.js';
import { sharedOver } from './opened.js';
import { ACCESS_PURPOSE, Who } from './sealed-who.js';

/** Of the stream of the ledger, in which the newest seal is. */
const LOOKED_BACK = 16;

/** Whoever is logged in at the machine. */
export const userOfMachine = (): Subject => {
  const { username } = userInfo();
  return { iss: `os:${hostname()}`, sub: username, name: username, via: 'cli', roles: [], sites: ['*'] };
};

export interface Alone {
  readonly dataDir: string;
  /** Derives keys from the master key. */
  readonly derived: ConstructorParameters<typeof Who>[0]['derived'];
  /** Where the process has the ledger: what is sealed must still be there. */
  readonly store?: EventStore;
  /** Whether each of several services on one ledger has a log of its own. */
  readonly isShared?: boolean;
}

/**
 * Notes one access from beside the service; what it discloses is told afterwards.
 * @throws AccessLogUnavailable, AccessLogContradicted
 */
export async function noteAlone(
  { dataDir, derived, store, isShared = false }: Alone,
  noted: Omit<Noted, 'subject' | 'requestId'>,
): Promise<void> {
  const who = new Who({
    derived,
    opening: () => undefined,
    wasDestroyed: () => false,
    sealing: () => ({ key: derived(ACCESS_PURPOSE), persisted: undefined }),
  });
  const whole: Noted = { ...noted, subject: userOfMachine(), requestId: randomUUID() };
  const sealed = await who.sealed(whole);
  const entry = entryOf(whole, sealed, {
    at: new Date().toISOString(),
    service: serviceId(dataDir),
    digest: (text) => who.digest('parameter', text),
  });
  const { keys, sealed: beside } = sealed;
  const notes = partsOf(entry).map((part) => ({ entry: part, keys, sealed: beside }));
  if (store?.journals) return writeShared(store.journals, { dataDir, derived, store }, notes);
  const size = store ? await sealedIn(store) : 0;
  const log = isShared ? serviceId(dataDir) : '';
  await trying(
    () => AccessTable.open(dataDir, log),
    async (table) => {
      if (table.head().n < size)
        throw new RecordsGone(`the log of accesses has ${table.head().n} records, and ${size} were sealed`);
      table.append(notes);
    },
  );
}

/** Into the file of the service of this directory, and onto the server. */
function writeShared(
  journals: Journals,
  { dataDir, derived, store }: Required<Omit<Alone, 'isShared'>>,
  notes: readonly Note[],
): Promise<void> {
  const log = serviceId(dataDir);
  return trying(
    () => new AccessTables({ directory: dataDir, log }),
    async (tables) => {
      const ask = async (question: Question) => ({ kind: 'done' as const, ...tables.done(question) });
      const shared = sharedOver(journals, { keys: { derived }, store }, { ask }, log);
      await shared.open();
      tables.done({ kind: 'append', notes: JSON.stringify(notes) });
      await shared.send();
    },
  );
}

async function sealedIn(store: EventStore): Promise<number> {
  const last = await new StreamLog(store, 'access').last(LOOKED_BACK);
  return Math.max(0, ...last.map(({ event: { data } }) => ('size' in data ? data.size : 0)));
}

async function trying<File extends { close(): void }>(
  open: () => File,
  work: (file: File) => Promise<void>,
): Promise<void> {
  let file: File | undefined;
  try {
    file = open();
    await work(file);
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof AccessLogContradicted) throw error;
    if (error instanceof RecordsGone) throw new AccessLogContradicted(message);
    throw new AccessLogUnavailable(`the log of accesses: ${message}`, { cause: error });
  } finally {
    file?.close();
  }
}
