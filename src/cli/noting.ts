import { createSecretKey } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { hasAccessFile } from '../accesses/access-file.js';
import { type Alone, noteAlone } from '../accesses/note-alone.js';
import { AccessLogUnavailable } from '../accesses/errors.js';
import type { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import { hasMasterKey, masterKeyOf } from '../custody/master-key.js';
import { derived } from '../custody/wrapping.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { Fault, Foreseen } from '../faults/fault.js';
import { STATUS_OF } from '../faults/status.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { Doing } from './doing.js';

/** As HTTP answers it. */
const outcomeOf = (error: unknown) => ({
  status: error instanceof Foreseen ? STATUS_OF[error.kind] : 500,
  ...(error instanceof Fault && { code: error.code }),
});

const note = (
  alone: Alone,
  { kind, command, parameters }: Doing,
  therapies: readonly string[],
  error?: unknown,
) =>
  noteAlone(alone, {
    kind: error instanceof Fault && error.code === 'THERAPY_NOT_FOUND' ? 'denied' : kind,
    action: `cli ${command}`,
    parameters,
    therapies,
    identified: error === undefined && kind !== 'search',
    outcome: error === undefined ? { status: 200 } : outcomeOf(error),
    items: therapies.length,
  });

/**
 * Does the work of a command, and notes who did what, where the data directory is one in which that is noted: what the
 * command found is given only then.
 * @throws AccessLogUnavailable, AccessLogContradicted, and as the work
 */
export async function noted<Result>(
  app: INestApplicationContext,
  { dataDir }: Settings,
  doing: Doing | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!doing || !hasAccessFile(dataDir)) return work();
  const keys = app.get(Keys, { strict: false });
  const store = app.get<EventStore>(EVENT_STORE_TOKEN, { strict: false });
  const alone: Alone = { dataDir, derived: (purpose) => keys.derived(purpose), store };
  const there = () => therapiesOf(app, doing);
  try {
    const result = await work();
    await note(alone, doing, await there());
    return result;
  } catch (error) {
    if (error instanceof AccessLogUnavailable) throw error;
    await note(alone, doing, await there(), error).catch(() => undefined);
    throw error;
  }
}

/** The same before a command that works on the files alone. @throws AccessLogUnavailable, AccessLogContradicted */
export async function noteFiles(settings: Settings, doing: Doing | undefined): Promise<void> {
  const { dataDir } = settings;
  if (!doing || !hasAccessFile(dataDir)) return;
  if (!hasMasterKey(settings))
    throw new AccessLogUnavailable(
      'who looks is noted under the master key, which is not there: set MASTER_KEY_FILE',
    );
  const master = createSecretKey(masterKeyOf(settings));
  const isShared = settings.eventStore === 'kurrentdb';
  await note({ dataDir, derived: (purpose) => derived(master, purpose), isShared }, doing, []);
}

/** The therapy that was named, where it is one. */
async function therapiesOf(app: INestApplicationContext, { therapyId }: Doing): Promise<readonly string[]> {
  if (therapyId === undefined) return [];
  try {
    const found = await app.get(Therapies, { strict: false }).get(therapyId as TherapyId);
    return found.revision > 0 ? [therapyId] : [];
  } catch {
    return [];
  }
}
