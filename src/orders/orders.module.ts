import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import { KeptBook } from '../kept/kept-book.js';
import { KeptModule } from '../kept/kept.module.js';
import { KeptState } from '../kept/kept-state.js';
import { Erasing } from '../record/erasing.js';
import { Forgetting } from '../record/forgetting.js';
import { RecordModule } from '../record/record.module.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { Erasures } from './erasures.js';
import type { ErasureOrder, StaffOrder } from './order.js';
import { OrderFile } from './order-file.js';
import { StaffErasures } from './staff-erasures.js';

/** By which the file is encrypted. */
const PURPOSE = 'pump-ledger/erasures';
const BOOKS = Symbol('OrderBooks');

type Books = Pick<OrderFile, 'ofPatients' | 'ofStaff'>;

/** What two officers decide together. */
@Module({
  imports: [RepositoryModule, KeptModule, RecordModule],
  providers: [
    {
      provide: BOOKS,
      inject: [Settings, Keys, KeptState],
      useFactory: ({ dataDir }: Settings, keys: Keys, kept: KeptState): Books =>
        kept.isShared
          ? {
              ofPatients: new KeptBook<ErasureOrder>(kept, 'erasure'),
              ofStaff: new KeptBook<StaffOrder>(kept, 'staff erasure'),
            }
          : new OrderFile(dataDir, keys.derived(PURPOSE)),
    },
    {
      provide: Erasures,
      inject: [BOOKS, Keys, Erasing, CLOCK],
      useFactory: (books: Books, keys: Keys, erasing: Erasing, clock: Clock) =>
        new Erasures(books.ofPatients, keys, erasing, clock),
    },
    {
      provide: StaffErasures,
      inject: [BOOKS, Forgetting, CLOCK],
      useFactory: (books: Books, forgetting: Forgetting, clock: Clock) =>
        new StaffErasures(books.ofStaff, forgetting, clock),
    },
  ],
  exports: [Erasures, StaffErasures],
})
export class OrdersModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(BOOKS) private readonly books: Books,
    private readonly staff: StaffErasures,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.staff.again();
  }

  onModuleDestroy(): void {
    if (this.books instanceof OrderFile) this.books.close();
  }
}
