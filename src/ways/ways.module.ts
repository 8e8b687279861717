import { Inject, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { HealthDetails } from '../observability/health-details.js';
import { KeptModule } from '../kept/kept.module.js';
import { KeptState } from '../kept/kept-state.js';
import { GRANTABLE } from './grantable.js';
import { Ways } from './ways.js';

/** Injects `Ways | undefined`: undefined with `AUTH=off`. */
export const WAYS = Symbol('Ways');

@Injectable()
class WaysHealth implements OnModuleDestroy {
  constructor(
    @Inject(WAYS) private readonly ways: Ways | undefined,
    health: HealthDetails,
  ) {
    if (!ways) return;
    health.add('access', () => {
      const { trouble } = ways;
      return trouble === undefined ? { status: 'ok' } : { status: 'degraded', reason: trouble };
    });
  }

  onModuleDestroy(): void {
    this.ways?.close();
  }
}

/** Who asks. */
@Module({
  imports: [KeptModule],
  providers: [
    {
      provide: WAYS,
      inject: [Settings, KeptState],
      useFactory: async ({ access }: Settings, kept: KeptState) =>
        access && (await Ways.open(access, kept, GRANTABLE)),
    },
    WaysHealth,
  ],
  exports: [WAYS],
})
export class WaysModule {}
