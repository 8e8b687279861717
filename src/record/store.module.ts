import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { SettingsError } from '../config/setting.js';
import { Settings } from '../config/settings.js';
import { AppendGate } from '../event-store/append-gate.js';
import type { EventStore } from '../event-store/port.js';
import { UnusableDataFile } from '../event-store/sqlite/data-file.js';
import { openSqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { PolicyFiles } from '../policy-files/policy-files.js';
import { PoliciesModule } from './policies.module.js';

/** @throws SettingsError where the data directory cannot be used, or another process has it */
async function openStore({ dataDir }: Settings): Promise<EventStore> {
  try {
    return await openSqliteEventStore({ directory: dataDir });
  } catch (error) {
    if (error instanceof UnusableDataFile)
      throw new SettingsError(`DATA_DIR: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The log that the settings chose, opened once the policies are read; closed after the last request has been answered. */
@Global()
@Module({
  imports: [PoliciesModule],
  providers: [
    { provide: EVENT_STORE_TOKEN, useFactory: openStore, inject: [Settings, PolicyFiles] },
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
