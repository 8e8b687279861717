import { Global, Module } from '@nestjs/common';
import { HealthDetails } from './health-details.js';
import { Metrics } from './metrics.js';

/** How well the service is, and how much it does. */
@Global()
@Module({ providers: [Metrics, HealthDetails], exports: [Metrics, HealthDetails] })
export class ObservabilityModule {}
