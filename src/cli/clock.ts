import { existsSync } from 'node:fs';
import { Settings } from '../config/settings.js';
import type { ClockEntry } from '../repository/clock-book.js';
import { ClockWatch } from '../repository/clock-watch.js';
import { CheckpointFile, checkpointFileOf } from '../publication/signing/checkpoint-file.js';
import type { Instant } from '../therapy/envelope.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { checkedReason } from './erase.js';
import { COMMAND_LINE } from './command-line.js';
import { UsageError } from './exit.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';
import { minute, table } from './table.js';

export interface ClockOptions extends Partial<PatientErased> {
  readonly accept?: boolean;
}

interface ClockAnswer {
  /** Why nothing is recorded by the clock; null where nothing stands against it. */
  readonly doubt: string | null;
  readonly items: readonly ClockEntry[];
}

/** @throws UsageError */
function checkedWhy({ reason, authority }: ClockOptions): PatientErased {
  if (reason === undefined || authority === undefined)
    throw new UsageError(
      '--accept needs --reason and --authority; say why, and who takes the clock for right.',
    );
  return checkedReason({ reason, authority });
}

function lastSignedAt({ dataDir }: Settings): Instant | undefined {
  if (!existsSync(checkpointFileOf(dataDir))) return undefined;
  const file = CheckpointFile.open(dataDir, { isCopy: true });
  try {
    return file.last()?.signedAt;
  } finally {
    file.close();
  }
}

/** What stands against the clock, and what became of it before; accepts it where that is asked. */
export function clock(invocation: Invocation, options: ClockOptions): Promise<ClockAnswer> {
  const why = options.accept ? checkedWhy(options) : undefined;
  return inSession({ invocation, create: false }, async (app) => {
    const watch = app.get(ClockWatch, { strict: false });
    const signedAt = lastSignedAt(app.get(Settings, { strict: false }));
    if (signedAt !== undefined) watch.signed(signedAt);
    const { doubt } = watch;
    if (why) await watch.accept(why, COMMAND_LINE);
    return { doubt: why ? null : (doubt ?? null), items: watch.entries() };
  });
}

export const showClock = ({ doubt, items }: ClockAnswer): string =>
  [
    doubt === null ? 'Nothing stands against the clock.' : `Nothing is recorded: ${doubt}.`,
    ...(items.length === 0
      ? []
      : [
          table(
            ['at (UTC)', 'what', 'authority', 'reason'],
            items.map((entry) =>
              entry.type === 'accepted'
                ? [minute(entry.at), entry.type, entry.authority, entry.reason]
                : [minute(entry.at), entry.type, '-', '-'],
            ),
          ),
        ]),
  ].join('\n');
