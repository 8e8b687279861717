import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { KeptFile } from './kept-file.js';
import { KeptState } from './kept-state.js';
import { KeptStream } from './kept-stream.js';

/** By which it is encrypted. */
const PURPOSE = 'pump-ledger/kept';

/** What must survive the process and is no part of the log. */
@Module({
  imports: [RepositoryModule],
  providers: [
    {
      provide: KeptState,
      inject: [Settings, EVENT_STORE_TOKEN, Keys],
      useFactory: ({ dataDir, auth }: Settings, { journals }: EventStore, keys: Keys) => {
        const key = keys.derived(PURPOSE);
        return journals && auth === 'oidc' ? KeptStream.open(journals, key) : new KeptFile(dataDir, key);
      },
    },
  ],
  exports: [KeptState],
})
export class KeptModule implements OnApplicationShutdown {
  constructor(private readonly kept: KeptState) {}

  onApplicationShutdown(): void {
    this.kept.close();
  }
}
