import type { INestApplicationContext } from '@nestjs/common';
import { Holding } from '../record/holding.js';
import type { RecordedBy, TherapyId } from '../therapy/envelope.js';
import { checkedReason } from './erase.js';
import { UsageError } from './exit.js';
import { inSession } from './session.js';
import { list, minute, table } from './table.js';

const RECORDED_BY: RecordedBy = { subject: 'cli', name: 'command line', role: 'operator' };

export interface HoldOptions {
  readonly reason: string;
  readonly authority?: string;
  readonly release?: boolean;
}

/** A legal hold as programs read it. */
export interface HoldAnswer {
  readonly therapyId: string;
  readonly reason: string;
  readonly authority: string;
  readonly heldAt: string;
  readonly heldBy: string;
  /** Absent while it stands. */
  readonly released?: { readonly reason: string; readonly at: string; readonly by: string };
}

type Entry = ReturnType<Holding['all']>[number];

const instantOf = (at: number): string => new Date(at).toISOString();

const answerOf = ({ therapyId, reason, authority, at, by, released }: Entry): HoldAnswer => ({
  therapyId,
  reason,
  authority,
  heldAt: instantOf(at),
  heldBy: by,
  ...(released && { released: { ...released, at: instantOf(released.at) } }),
});

const holding = (app: INestApplicationContext): Holding => app.get(Holding, { strict: false });

/** Sets a legal hold, or releases the one that stands. */
export async function hold(
  dataDir: string | undefined,
  therapyId: TherapyId,
  { reason, authority, release = false }: HoldOptions,
): Promise<HoldAnswer> {
  if (release && authority !== undefined)
    throw new UsageError('--authority is of whoever sets a hold; --release takes a --reason alone.');
  if (!release && authority === undefined)
    throw new UsageError('--authority is missing; accepted is who ordered the hold, or by which rule.');
  const why = checkedReason({ reason, authority: authority ?? 'none is asked for' });
  return inSession({ dataDir, create: false }, async (app) =>
    answerOf(
      release
        ? await holding(app).release(therapyId, reason, RECORDED_BY)
        : await holding(app).hold(therapyId, why, RECORDED_BY),
    ),
  );
}

/** All that were ever set, in order. */
export const holds = (dataDir: string | undefined): Promise<readonly HoldAnswer[]> =>
  inSession({ dataDir, create: false }, async (app) => holding(app).all().map(answerOf));

export const showHold = ({ therapyId, reason, authority, heldAt, released }: HoldAnswer): string =>
  list([
    ['therapy', therapyId],
    ['held since (UTC)', minute(heldAt)],
    ['reason', reason],
    ['authority', authority],
    ...(released
      ? [
          ['released (UTC)', minute(released.at)] as const,
          ['released because', released.reason] as const,
          ['what that means', 'the patient can be erased again'] as const,
        ]
      : [['what that means', 'the patient cannot be erased until the hold is released'] as const]),
  ]);

export const showHolds = (all: readonly HoldAnswer[]): string =>
  all.length === 0
    ? 'No legal hold was ever set.'
    : table(
        [
          'therapy',
          'held (UTC)',
          'by',
          'reason',
          'authority',
          'released (UTC)',
          'released by',
          'released because',
        ],
        all.map(({ therapyId, heldAt, heldBy, reason, authority, released }) => [
          therapyId,
          minute(heldAt),
          heldBy,
          reason,
          authority,
          released ? minute(released.at) : 'stands',
          released?.by ?? '',
          released?.reason ?? '',
        ]),
      );
