import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import { Erasing } from '../record/erasing.js';
import { Forgetting } from '../record/forgetting.js';
import { RecordModule } from '../record/record.module.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { Erasures } from './erasures.js';
import { OrderFile } from './order-file.js';
import { StaffErasures } from './staff-erasures.js';

/** By which the file is encrypted. */
const PURPOSE = 'pump-ledger/erasures';

/** What two officers decide together. */
@Module({
  imports: [RepositoryModule, RecordModule],
  providers: [
    {
      provide: OrderFile,
      inject: [Settings, Keys],
      useFactory: ({ dataDir }: Settings, keys: Keys) => new OrderFile(dataDir, keys.derived(PURPOSE)),
    },
    {
      provide: Erasures,
      inject: [OrderFile, Keys, Erasing, CLOCK],
      useFactory: (file: OrderFile, keys: Keys, erasing: Erasing, clock: Clock) =>
        new Erasures(file.ofPatients, keys, erasing, clock),
    },
    {
      provide: StaffErasures,
      inject: [OrderFile, Forgetting, CLOCK],
      useFactory: (file: OrderFile, forgetting: Forgetting, clock: Clock) =>
        new StaffErasures(file.ofStaff, forgetting, clock),
    },
  ],
  exports: [Erasures, StaffErasures],
})
export class OrdersModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(OrderFile) private readonly file: OrderFile,
    private readonly staff: StaffErasures,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.staff.again();
  }

  onModuleDestroy(): void {
    this.file.close();
  }
}
