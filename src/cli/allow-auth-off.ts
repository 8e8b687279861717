import { forgetGuarded, servedGuardedSince } from '../config/auth-mark.js';
import { Settings } from '../config/settings.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { RECORDING_CLOCK, type Clock } from '../repository/clock.js';
import { StreamLog } from '../repository/stream-log.js';
import type { EventId } from '../therapy/envelope.js';
import { COMMAND_LINE } from './command-line.js';
import { UsageError } from './exit.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';

interface Allowed {
  /** RFC 3339. */
  readonly guardedSince: string;
}

/**
 * Lets a data directory that was served with access control be served without; the ledger says so first.
 * @throws UsageError where it never was
 */
export const allowAuthOff = (invocation: Invocation): Promise<Allowed> =>
  inSession({ invocation, create: false }, async (app) => {
    const { dataDir } = app.get(Settings, { strict: false });
    const guardedSince = servedGuardedSince(dataDir);
    if (guardedSince === undefined)
      throw new UsageError(`${dataDir} was never served with access control: there is nothing to lift.`);
    const log = new StreamLog(app.get<EventStore>(EVENT_STORE_TOKEN, { strict: false }), 'access');
    const now = app.get<Clock>(RECORDING_CLOCK, { strict: false })();
    const id = `auth-off.${guardedSince.replaceAll(':', '.')}.${now}` as EventId;
    const event = { id, type: 'AuthOffAllowed', data: { guardedSince } } as const;
    await log.append(await log.last(1), [event], now, COMMAND_LINE);
    forgetGuarded(dataDir);
    return { guardedSince };
  });

export const showAllowed = ({ guardedSince }: Allowed): string =>
  `Served with access control since ${guardedSince}; from now on AUTH=off serves it, too, and the ledger says so.`;
