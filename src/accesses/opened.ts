import { DataDirUnusable } from '../config/setting.js';
import type { Settings } from '../config/settings.js';
import type { Keys } from '../custody/keys.js';
import type { AppendGate } from '../event-store/append-gate.js';
import type { EventStore } from '../event-store/port.js';
import { serviceId } from '../publication/signing/service-id.js';
import type { Clock } from '../repository/clock.js';
import { AccessReader } from './access-reader.js';
import { AccessSeals } from './access-seals.js';
import { AccessThread } from './access-thread.js';
import { KeptAccessLog } from './kept-access-log.js';
import { Who } from './sealed-who.js';

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

/** @throws DataDirUnusable */
export async function openAccesses(options: ToOpen): Promise<OpenedAccesses> {
  const { settings, keys, store, gate, clock, recordingClock } = options;
  const { dataDir: directory } = settings;
  const thread = await AccessThread.start({ directory, log: '' }).catch((error: Error) => {
    throw new DataDirUnusable(`DATA_DIR: ${error.message}`, { cause: error });
  });
  const who = new Who(keys);
  const service = serviceId(directory);
  const log = new KeptAccessLog({ thread, who, clock, service });
  const seals = new AccessSeals({
    thread,
    store,
    gate,
    clock: recordingClock,
    retentionYears: settings.access?.retentionYears ?? 10,
    // Where services share the ledger each has a log of its own.
    service: store.sideStreams && service,
    onContradicted: (found) => log.contradict(found),
  });
  return new OpenedAccesses(log, seals, who, new AccessReader(directory, who));
}
