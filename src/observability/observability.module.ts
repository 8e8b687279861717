import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthDetails } from './health-details.js';
import { HealthController } from './health.controller.js';
import { KeysHealth } from './keys-health.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';

/** Whether the service is well, and how much it does. */
@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController, MetricsController],
  providers: [Metrics, HealthDetails, KeysHealth],
  exports: [Metrics, HealthDetails],
})
export class ObservabilityModule {}
