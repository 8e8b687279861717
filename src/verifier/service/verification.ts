import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { type Alien, type EventStore, StoreUnavailable } from '../../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { Origin } from '../../event-store/origin.js';
import { AccessLog } from '../../accesses/access-log.js';
import { Disclosures } from '../../repository/disclosures.js';
import { Mutex } from '../../waiting/semaphore.js';
import { publishedIn } from '../log/published.js';
import type { LogFound } from '../log/verify-log.js';
import { verifyLogInThread } from '../log/verify-log-thread.js';
import { problemOf } from '../problems.js';
import { withLogFile } from './log-file.js';

interface Verified extends LogFound {
  /** The first events in the log’s streams that no service of the log wrote: they are left out. */
  readonly aliens: readonly Alien[];
}

/** @param lost events that this service has read before, and that the server does not hold any more */
function withLost(found: LogFound, lost: number): LogFound {
  if (lost <= 0) return found;
  const problem = problemOf('EVENTS_MISSING', null, `${lost} that this service had read`);
  return { ...found, problems: [...found.problems, problem], problemCount: found.problemCount + 1 };
}

/**
 * Verifies the log of the service from its stored bytes, personal values included as far as there are keys; one request
 * after the other, since each reads all of them.
 */
@Injectable()
export class Verification {
  private readonly mutex = new Mutex();
  private asked = 0;

  constructor(
    private readonly settings: Settings,
    private readonly disclosures: Disclosures,
    private readonly origin: Origin,
    private readonly looked: AccessLog,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
  ) {}

  /** How many verifications run, or wait for their turn. */
  get waiting(): number {
    return this.asked;
  }

  /** @throws StoreUnavailable where a file cannot be opened; AccessLogUnavailable, AccessLogContradicted */
  verify(): Promise<Verified> {
    this.asked += 1;
    return this.mutex.run(() => this.run().finally(() => (this.asked -= 1)));
  }

  private async run(): Promise<Verified> {
    const { dataDir, eventStore } = this.settings;
    await this.looked.upToDate();
    try {
      const known = await this.store.count();
      return await withLogFile(this.settings, this.origin, async (file, aliens) => {
        const found = await verifyLogInThread({
          file,
          keys: [],
          ...publishedIn(dataDir),
          open: ({ therapyId, ...event }) => this.disclosures.opened(therapyId, event),
          ...(eventStore === 'sqlite' && { origin: this.origin }),
          accesses: join(dataDir, 'access.sqlite'),
        });
        // On a server each service leaves out by itself what it cannot tell the origin of.
        const originsUnchecked = eventStore === 'sqlite' ? found.originsUnchecked : 0;
        const lost = eventStore === 'sqlite' ? 0 : known - found.treeSize;
        return { ...withLost(found, lost), originsUnchecked, aliens: [...aliens, ...found.leftOut.first] };
      });
    } catch (error) {
      throw new StoreUnavailable(`the log cannot be verified: ${(error as Error).message}`, { cause: error });
    }
  }
}
