import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { SettingsError } from '../config/setting.js';
import { Settings } from '../config/settings.js';
import { ORIGIN_PURPOSE, Origin } from '../event-store/origin.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { KeyFile, UnusableKeyFile } from '../custody/key-file.js';
import { KeyStreams, OtherMasterKey } from '../custody/key-streams.js';
import { Keys } from '../custody/keys.js';
import { masterKeyOf } from '../custody/master-key.js';
import { StoreModule } from './store.module.js';

/** The keys are opened only by the process that holds the log. */
async function openKeys(settings: Settings, store: EventStore): Promise<Keys> {
  const { dataDir } = settings;
  try {
    const master = masterKeyOf(settings);
    return store.sideStreams
      ? await KeyStreams.open(store.sideStreams, dataDir, master)
      : KeyFile.open(dataDir, master);
  } catch (error) {
    await store.close();
    if (error instanceof UnusableKeyFile)
      throw new SettingsError(`DATA_DIR: ${error.message}`, { cause: error });
    if (error instanceof OtherMasterKey)
      throw new SettingsError(`KURRENTDB_URL: ${error.message}.`, { cause: error });
    throw error;
  }
}

/** The keys of the therapies' personal values. */
@Module({
  imports: [StoreModule],
  providers: [
    { provide: Keys, useFactory: openKeys, inject: [Settings, EVENT_STORE_TOKEN] },
    {
      provide: Origin,
      useFactory: (keys: Keys) => new Origin(keys.derived(ORIGIN_PURPOSE)),
      inject: [Keys],
    },
  ],
  exports: [Keys, Origin],
})
export class KeysModule implements OnApplicationShutdown {
  constructor(private readonly keys: Keys) {}

  onApplicationShutdown(): void {
    this.keys.close();
  }
}
