import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { HealthDetails } from '../../observability/health-details.js';
import { Metrics } from '../../observability/metrics.js';
import { sentence } from '../../reports/words.js';
import { ClockWatch } from '../../repository/clock-watch.js';

/** Whether events can be recorded by the clock: for /health/ready and /metrics. */
@Injectable()
export class ClockHealth {
  constructor(clock: ClockWatch, health: HealthDetails, { registry }: Metrics) {
    health.add(
      'clock',
      () => ({ doubt: clock.doubt ?? null }),
      () => {
        const { doubt } = clock;
        return doubt && sentence(doubt);
      },
    );
    const gauge: Gauge = new Gauge({
      name: 'clock_doubtful',
      help: '1 where the clock contradicts the log or its own course, so that nothing is recorded by it.',
      registers: [registry],
      collect: () => gauge.set(Number(clock.doubt !== undefined)),
    });
  }
}
