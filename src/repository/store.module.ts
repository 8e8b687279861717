import { existsSync } from 'node:fs';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataDirUnusable, SettingsError } from '../config/setting.js';
import { Settings } from '../config/settings.js';
import { AppendGate } from '../event-store/append-gate.js';
import { type EventStore, StoreUnavailable } from '../event-store/port.js';
import { UnusableDataFile, claim, logFile } from '../event-store/sqlite/data-file.js';
import { openSqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { masterKeyOf } from '../custody/master-key.js';
import type { Opening } from '../event-store/opening.js';
import { EVENT_STORE_TOKEN, OPENING_TOKEN, SIDE_STREAMS_TOKEN } from '../event-store/token.js';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import { originUnder } from './origin-under.js';
import { PoliciesModule } from './policies.module.js';

/** What stands beside the log in the data directory is one process's, too. */
async function openKurrentDb(
  { dataDir, ...settings }: Settings,
  sideStreams: readonly string[],
  opening?: Opening,
): Promise<EventStore> {
  const file = logFile(dataDir);
  if (existsSync(file))
    throw new UnusableDataFile(
      `${file} is the log of a service with EVENT_STORE=sqlite; give the one with EVENT_STORE=kurrentdb another directory.`,
    );
  const lock = claim(dataDir);
  try {
    // Its client takes a tenth of a second and 30 MB, which a service on SQLite does without.
    const { openKurrentDbEventStore } = await import('../event-store/kurrentdb/kurrentdb-event-store.js');
    const origin = originUnder(masterKeyOf({ dataDir, ...settings }));
    return await openKurrentDbEventStore({
      url: settings.kurrentdbUrl!,
      sideStreams,
      origin,
      directory: dataDir,
      opening,
      onClosed: () => lock.close(),
    });
  } catch (error) {
    lock.close();
    if (error instanceof StoreUnavailable || error instanceof SettingsError || opening?.signal.aborted)
      throw error;
    // Anything else may repeat the URL, and with it a password.
    const { message } = error as Error;
    const why = /^(Failed to load certificate|userCertFile must)/.test(message) ? message : 'not shown';
    throw new SettingsError(`KURRENTDB_URL is no connection string that can be used (${why}).`);
  }
}

/**
 * @throws SettingsError where the data directory cannot be used, or another process has it; StoreUnavailable where the
 * server cannot be reached
 */
async function openStore(
  settings: Settings,
  sideStreams: readonly string[],
  opening?: Opening,
): Promise<EventStore> {
  try {
    if (settings.eventStore === 'kurrentdb') return await openKurrentDb(settings, sideStreams, opening);
    const store = await openSqliteEventStore({
      directory: settings.dataDir,
      origin: () => originUnder(masterKeyOf(settings)),
    });
    opening?.begun();
    return store;
  } catch (error) {
    if (error instanceof UnusableDataFile)
      throw new DataDirUnusable(`DATA_DIR: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The log that the settings chose, opened once the policies are read; closed after the last request has been answered. */
@Module({
  imports: [PoliciesModule],
  providers: [
    {
      provide: EVENT_STORE_TOKEN,
      useFactory: openStore,
      inject: [Settings, SIDE_STREAMS_TOKEN, { token: OPENING_TOKEN, optional: true }, PolicyFiles],
    },
    AppendGate,
  ],
  exports: [EVENT_STORE_TOKEN, AppendGate],
})
export class StoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE_TOKEN) private readonly store: EventStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
