import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Subscription } from 'rxjs';
import type { CutStream, EventStore } from '../../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { HealthDetails } from '../../observability/health-details.js';
import { Metrics } from '../../observability/metrics.js';

/** So many are shown. */
const MOST_SHOWN = 100;

/** Streams that somebody deleted or cut on the server: for /health/ready, /metrics and the service's own log. */
@Injectable()
export class CutsHealth implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Ledger');
  private listening: Subscription | undefined;

  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    health: HealthDetails,
    { registry }: Metrics,
  ) {
    const { cuts } = store;
    if (cuts)
      health.add('cutStreams', () => ({
        count: cuts.all.length,
        first: cuts.all.slice(0, MOST_SHOWN).map(({ stream, why }) => ({ stream, why })),
      }));
    const gauge: Gauge = new Gauge({
      name: 'log_cut_streams',
      help: 'Streams of the log that somebody deleted or cut on the server; its next scavenge destroys what it does not give.',
      registers: [registry],
      collect: () => gauge.set(cuts?.all.length ?? 0),
    });
  }

  onApplicationBootstrap(): void {
    const { cuts } = this.store;
    if (!cuts) return;
    for (const cut of cuts.all) this.log(cut);
    this.listening = cuts.met.subscribe((cut) => this.log(cut));
  }

  onModuleDestroy(): void {
    this.listening?.unsubscribe();
  }

  private log({ stream, why, isClosed }: CutStream): void {
    this.logger.error({
      msg: 'a stream of the log is cut on the server, whose next scavenge destroys what it does not give any more',
      stream,
      why,
      wayOut: isClosed
        ? 'it takes nothing more: move the log to another server by the command migrate'
        : 'the command repair makes it whole again',
    });
  }
}
