import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Subscription } from 'rxjs';
import type { Alien, EventStore } from '../../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { HealthDetails } from '../../observability/health-details.js';
import { Metrics } from '../../observability/metrics.js';

/** So many are logged one by one. */
const MOST_LOGGED = 100;

/** What other programs wrote into the log's streams, and is left out: for /health/ready, /metrics and the service's own log. */
@Injectable()
export class AliensHealth implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Ledger');
  private listening: Subscription | undefined;
  private logged = 0;

  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    health: HealthDetails,
    { registry }: Metrics,
  ) {
    const { aliens } = store;
    if (!aliens) return;
    health.add('aliens', () => ({ count: aliens.count, first: aliens.shown }));
    const gauge: Gauge = new Gauge({
      name: 'log_alien_events',
      help: 'Events in the streams of the log that no service of the log wrote there; they are left out.',
      registers: [registry],
      collect: () => gauge.set(aliens.count),
    });
  }

  onApplicationBootstrap(): void {
    const { aliens } = this.store;
    if (!aliens) return;
    for (const alien of aliens.shown) this.log(alien);
    this.listening = aliens.met.subscribe((alien) => this.log(alien));
  }

  onModuleDestroy(): void {
    this.listening?.unsubscribe();
  }

  private log({ stream, at, why }: Alien): void {
    this.logged += 1;
    if (this.logged > MOST_LOGGED) return;
    this.logger.warn({
      msg: 'an event in a stream of the log is left out: no service of the log wrote it',
      stream,
      number: at,
      why,
    });
  }
}
