import { DataDirUnusable } from '../config/setting.js';
import type { Settings } from '../config/settings.js';
import type { Keys } from '../custody/keys.js';
import type { AppendGate } from '../event-store/append-gate.js';
import type { EventStore, Journals } from '../event-store/port.js';
import { StreamLog } from '../repository/stream-log.js';
import { serviceId } from '../publication/signing/service-id.js';
import type { Clock } from '../repository/clock.js';
import { AccessJournal } from './access-journal.js';
import { AccessReader } from './access-reader.js';
import { AccessSeals } from './access-seals.js';
import { AccessThread } from './access-thread.js';
import { AccessLogContradicted } from './errors.js';
import { KeptAccessLog } from './kept-access-log.js';
import { ACCESS_PURPOSE, Who } from './sealed-who.js';
import { SharedLogs } from './shared-logs.js';

/** The log of accesses of this process, and what seals it in the ledger. */
export class OpenedAccesses {
  constructor(
    readonly log: KeptAccessLog,
    readonly seals: AccessSeals,
    readonly who: Who,
    readonly reader: AccessReader,
  ) {}
}

export interface ToOpen {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly store: EventStore;
  readonly gate: AppendGate;
  readonly clock: Clock;
  readonly recordingClock: Clock;
}

/** By which it is encrypted on the server. */
const SENT = `${ACCESS_PURPOSE}, on a server`;

export const sharedOver = (
  journals: Journals,
  { keys, store }: { readonly keys: Pick<Keys, 'derived'>; readonly store: EventStore },
  thread: Pick<AccessThread, 'ask'>,
  service: string,
): SharedLogs =>
  new SharedLogs({
    thread,
    journal: new AccessJournal(journals, keys.derived(SENT)),
    seals: new StreamLog(store, 'access'),
    service,
  });

/** Which log a process writes: one of its service's own, where there are several. */
export const ownLog = ({ journals }: Pick<EventStore, 'journals'>, service: string): string =>
  journals ? service : '';

/** @throws DataDirUnusable, StoreUnavailable */
export async function openAccesses(options: ToOpen): Promise<OpenedAccesses> {
  const { settings, keys, store, gate, clock, recordingClock } = options;
  const { dataDir: directory } = settings;
  const service = serviceId(directory);
  const thread = await AccessThread.start({ directory, log: ownLog(store, service) }).catch(
    (error: Error) => {
      throw new DataDirUnusable(`DATA_DIR: ${error.message}`, { cause: error });
    },
  );
  const who = new Who(keys);
  const shared = store.journals && sharedOver(store.journals, options, thread, service);
  const log = new KeptAccessLog({ thread, who, clock, service, shared });
  await shared?.open().catch(async (error: unknown) => {
    if (error instanceof AccessLogContradicted) return log.contradict(error);
    await thread.close();
    throw error;
  });
  const seals = new AccessSeals({
    thread,
    store,
    gate,
    clock: recordingClock,
    retentionYears: settings.access?.retentionYears ?? 10,
    // Where services share the ledger each has a log of its own.
    service: store.sideStreams && service,
    shared,
    onContradicted: (found) => log.contradict(found),
  });
  return new OpenedAccesses(log, seals, who, new AccessReader(directory, who, shared !== undefined));
}
