import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { SettingsError } from '../config/setting.js';
import { Settings } from '../config/settings.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { KeyFile, UnusableKeyFile } from '../keys/key-file.js';
import { masterKeyOf } from '../keys/master-key.js';
import { StoreModule } from './store.module.js';

/** Only who has the log for itself opens the keys. */
async function openKeys(settings: Settings, store: EventStore): Promise<KeyFile> {
  try {
    return KeyFile.open(settings.dataDir, masterKeyOf(settings));
  } catch (error) {
    await store.close();
    if (error instanceof UnusableKeyFile)
      throw new SettingsError(`DATA_DIR: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The keys of the therapies' personal values. */
@Global()
@Module({
  imports: [StoreModule],
  providers: [{ provide: KeyFile, useFactory: openKeys, inject: [Settings, EVENT_STORE_TOKEN] }],
  exports: [KeyFile],
})
export class KeysModule implements OnApplicationShutdown {
  constructor(private readonly keys: KeyFile) {}

  onApplicationShutdown(): void {
    this.keys.close();
  }
}
