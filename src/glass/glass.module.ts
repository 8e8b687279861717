import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { KeptBook } from '../kept/kept-book.js';
import { KeptModule } from '../kept/kept.module.js';
import { KeptState } from '../kept/kept-state.js';
import { WAYS, WaysModule } from '../ways/ways.module.js';
import type { Ways } from '../ways/ways.js';
import { GlassFile } from './glass-file.js';
import type { Glass } from './glass.js';
import { type GlassBook, Glasses } from './glasses.js';

const BOOK = Symbol('GlassBook');
/** By which the file of broken glasses is encrypted. */
const PURPOSE = 'pump-ledger/break-glass';

/** Who broke the glass. */
@Module({
  imports: [RepositoryModule, KeptModule, WaysModule],
  providers: [
    {
      provide: BOOK,
      inject: [Settings, Keys, KeptState],
      useFactory: ({ dataDir }: Settings, keys: Keys, kept: KeptState): GlassBook =>
        kept.isShared ? new KeptBook<Glass>(kept, 'glass') : new GlassFile(dataDir, keys.derived(PURPOSE)),
    },
    {
      provide: Glasses,
      inject: [BOOK, CLOCK, WAYS],
      useFactory: (book: GlassBook, clock: Clock, ways: Ways | undefined) =>
        new Glasses(book, clock, (session) => ways?.sessions.byId(session) !== undefined),
    },
  ],
  exports: [Glasses],
})
export class GlassModule implements OnModuleDestroy {
  constructor(@Inject(BOOK) private readonly book: GlassBook) {}

  onModuleDestroy(): void {
    if (this.book instanceof GlassFile) this.book.close();
  }
}
