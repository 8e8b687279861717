import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import type { TherapyId } from '../therapy/envelope.js';
import { UsageError } from './exit.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';

interface Repaired {
  readonly therapyId: TherapyId;
  /** What had been done to the stream; null where nothing had. */
  readonly was: string | null;
  /** That can be read of the therapy. */
  readonly events: number;
}

/** Lets the server give a stream whole again that somebody deleted or cut. @throws EventsMissing, StreamClosed */
export function repair(invocation: Invocation, therapyId: TherapyId): Promise<Repaired> {
  return inSession({ invocation, create: false }, async (app) => {
    const store = app.get<EventStore>(EVENT_STORE_TOKEN, { strict: false });
    if (!store.cuts)
      throw new UsageError('the log is a file, in which no stream is cut; repair is for KurrentDB.');
    const was = store.cuts.all.find(({ streamId }) => streamId === therapyId)?.why ?? null;
    if (was !== null) await store.cuts.repair(therapyId);
    const events = await store.readStream(therapyId);
    return { therapyId, was, events: events.length };
  });
}

export const showRepaired = ({ therapyId, was, events }: Repaired): string =>
  was === null
    ? `The stream of ${therapyId} is not cut; ${events} events can be read of it.`
    : `The stream of ${therapyId} is whole again (${was}); ${events} events can be read of it.`;
