import { Inject, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { HealthDetails } from '../observability/health-details.js';
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
  providers: [
    {
      provide: WAYS,
      inject: [Settings],
      useFactory: async ({ access, dataDir }: Settings) =>
        access && (await Ways.open(access, dataDir, GRANTABLE)),
    },
    WaysHealth,
  ],
  exports: [WAYS],
})
export class WaysModule {}
