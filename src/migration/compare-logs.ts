import type { StoredEvent } from '../event-store/port.js';
import { sha256Hex } from '../ledger/canonical.js';
import { leafHash } from '../ledger/hashes.js';
import { RunningRoot } from '../ledger/running-root.js';
import { isSame } from './copy-events.js';
import { MigrationRefused } from './refused.js';

const PAGE = 1_000;

/** What reads a log as it is stored. */
interface StoredLog {
  readAll(
    afterPosition: string | undefined,
    limit: number,
  ): readonly StoredEvent[] | Promise<readonly StoredEvent[]>;
}

export interface Compared {
  readonly events: number;
  /** Of the RFC 6962 tree of both. */
  readonly rootHash: Buffer;
  /** Of the tree of so many of the first events. */
  readonly rootAtCheckpoint: Buffer | undefined;
}

/**
 * Reads two logs from the first byte to the last: their events are the same, and each is what its hash says.
 * @param then of how many events a checkpoint is with which they are to be compared
 * @throws MigrationRefused, StoreUnavailable
 */
export async function compareLogs(
  source: StoredLog,
  target: StoredLog,
  checkpointSize: number | undefined,
): Promise<Compared> {
  const root = new RunningRoot();
  let events = 0;
  let rootAtCheckpoint = checkpointSize === 0 ? root.root() : undefined;
  const pages = (here?: StoredEvent, there?: StoredEvent) => {
    const both = Promise.all([source.readAll(here?.position, PAGE), target.readAll(there?.position, PAGE)]);
    both.catch(() => undefined);
    return both;
  };
  let [here, there] = await pages();
  while (here.length > 0 || there.length > 0) {
    // Read while these are compared.
    const coming = pages(here.at(-1), there.at(-1));
    for (let index = 0; index < Math.max(here.length, there.length); index += 1) {
      const event = here[index];
      check(event, there[index], events);
      root.add(leafHash(event!.bytes));
      events += 1;
      if (events === checkpointSize) rootAtCheckpoint = root.root();
    }
    [here, there] = await coming;
  }
  return { events, rootHash: root.root(), rootAtCheckpoint };
}

function check(here: StoredEvent | undefined, there: StoredEvent | undefined, number: number): void {
  if (!here || !there)
    throw new MigrationRefused(
      `the ${here ? 'target' : 'source'} ends before event ${number}, and the ${here ? 'source' : 'target'} does not: something was written meanwhile, or events were lost`,
    );
  if (!isSame(here, there))
    throw new MigrationRefused(`event ${number} did not arrive as it is in the source`);
  if (sha256Hex(there.bytes) !== there.hash)
    throw new MigrationRefused(
      `event ${number} is not what its hash says, in the source as in the target: verify the source`,
    );
}
