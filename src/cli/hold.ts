import { type HoldEntry } from '../custody/keys.js';
import { Holding } from '../record/holding.js';
import type { TherapyId } from '../therapy/envelope.js';
import { checkedReason } from './erase.js';
import { UsageError } from './exit.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';
import { minute, table } from './table.js';

export interface HoldOptions {
  readonly reason: string;
  readonly authority?: string;
  readonly release?: boolean;
}

/** As programs read it. */
interface HoldAnswer {
  readonly therapyId: string;
  readonly stands: boolean;
  readonly reason: string;
  readonly authority: string;
  readonly heldAt: string;
  readonly heldBy: string;
  readonly releasedAt?: string;
  readonly releasedBy?: string;
  readonly releaseReason?: string;
}

const BY = 'cli';

const answer = ({ therapyId, reason, authority, at, by, released }: HoldEntry): HoldAnswer => ({
  therapyId,
  stands: released === undefined,
  reason,
  authority,
  heldAt: new Date(at).toISOString(),
  heldBy: by,
  ...(released && {
    releasedAt: new Date(released.at).toISOString(),
    releasedBy: released.by,
    releaseReason: released.reason,
  }),
});

/** Sets a hold, or releases that of an authority. */
export function hold(
  invocation: Invocation,
  therapyId: TherapyId,
  { reason, authority, release = false }: HoldOptions,
): Promise<readonly HoldAnswer[]> {
  if (!release && authority === undefined)
    throw new UsageError('--authority is missing; say who ordered the hold, or by which rule.');
  checkedReason({ reason, authority: authority ?? reason });
  return inSession({ invocation, create: false }, async (app) => {
    const holding = app.get(Holding, { strict: false });
    if (release) return (await holding.release(therapyId, { reason, authority }, BY)).map(answer);
    return [answer(await holding.set(therapyId, { reason, authority: authority! }, BY))];
  });
}

/** All that were ever set, with how they ended. */
export const holds = (invocation: Invocation): Promise<readonly HoldAnswer[]> =>
  inSession({ invocation, create: false }, async (app) =>
    app.get(Holding, { strict: false }).all().map(answer),
  );

export const showHolds = (all: readonly HoldAnswer[]): string =>
  all.length === 0
    ? 'No therapy is or was under a legal hold.'
    : table(
        ['therapy', 'held since (UTC)', 'authority', 'reason', 'released (UTC)', 'why'],
        all.map((one) => [
          one.therapyId,
          minute(one.heldAt),
          one.authority,
          one.reason,
          minute(one.releasedAt),
          one.releaseReason ?? '-',
        ]),
      );
