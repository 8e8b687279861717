import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { WAYS, WaysModule } from '../ways/ways.module.js';
import type { Ways } from '../ways/ways.js';
import { GlassFile } from './glass-file.js';
import { Glasses } from './glasses.js';

/** By which the file of broken glasses is encrypted. */
const PURPOSE = 'pump-ledger/break-glass';

/** Who broke the glass. */
@Module({
  imports: [RepositoryModule, WaysModule],
  providers: [
    {
      provide: GlassFile,
      inject: [Settings, Keys],
      useFactory: ({ dataDir }: Settings, keys: Keys) => new GlassFile(dataDir, keys.derived(PURPOSE)),
    },
    {
      provide: Glasses,
      inject: [GlassFile, CLOCK, WAYS],
      useFactory: (file: GlassFile, clock: Clock, ways: Ways | undefined) =>
        new Glasses(file, clock, (session) => ways?.sessions.byId(session) !== undefined),
    },
  ],
  exports: [Glasses],
})
export class GlassModule implements OnModuleDestroy {
  constructor(@Inject(GlassFile) private readonly file: GlassFile) {}

  onModuleDestroy(): void {
    this.file.close();
  }
}
