import type { ClockEntry } from '../repository/clock-book.js';
import { ClockWatch } from '../repository/clock-watch.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { checkedReason } from './erase.js';
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

/** What stands against the clock, and what became of it before; accepts it where that is asked. */
export function clock(invocation: Invocation, options: ClockOptions): Promise<ClockAnswer> {
  const why = options.accept ? checkedWhy(options) : undefined;
  return inSession({ invocation, create: false }, async (app) => {
    const watch = app.get(ClockWatch, { strict: false });
    const { doubt } = watch;
    if (why) watch.accept(why, 'cli');
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
