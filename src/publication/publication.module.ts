import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { RecordModule } from '../record/record.module.js';
import { CheckpointFile } from './checkpoint-file.js';
import { Checkpoints } from './checkpoints.js';
import { Contradictions } from './contradictions.js';
import { ErasuresAtStart } from './erasures-at-start.js';
import { LedgerHealth } from './ledger-health.js';
import { Publisher } from './publisher.js';
import { SigningKeys } from './signing-keys.js';
import { StartCheck } from './start-check.js';
import { TreeKeeper } from './tree-keeper.js';

/** What proves the log to strangers; for the service, and what of the command line signs. */
@Module({
  imports: [RecordModule],
  providers: [
    TreeKeeper,
    // After the log is opened, which claims the data directory for this process.
    {
      provide: CheckpointFile,
      useFactory: ({ dataDir }: Settings) => CheckpointFile.open(dataDir),
      inject: [Settings, EVENT_STORE_TOKEN],
    },
    {
      provide: SigningKeys,
      useFactory: (settings: Settings, file: CheckpointFile) =>
        SigningKeys.open(settings, file.last()?.origin),
      inject: [Settings, CheckpointFile],
    },
    Contradictions,
    StartCheck,
    ErasuresAtStart,
    Checkpoints,
    Publisher,
    LedgerHealth,
  ],
  exports: [TreeKeeper, Checkpoints, SigningKeys, Publisher, LedgerHealth],
})
export class PublicationModule implements OnApplicationShutdown {
  constructor(private readonly file: CheckpointFile) {}

  onApplicationShutdown(): void {
    this.file.close();
  }
}
