import { join } from 'node:path';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EMPTY, Subscription, catchError, throttleTime } from 'rxjs';
import { PolicyBook } from '../compliance/policies/index.js';
import { Settings } from '../config/settings.js';
import type { EventStore } from '../event-store/port.js';
import { logFile } from '../event-store/sqlite/data-file.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { HealthDetails } from '../observability/health-details.js';
import { Metrics } from '../observability/metrics.js';
import type { LogPlace, Report } from './messages.js';
import { ProjectionThread } from './projection-thread.js';
import { Register } from './register/register.js';
import { RegisterMetrics } from './register-metrics.js';

/** Commits come by the thousand a second; the thread is told of many at once, ms. */
const TOLD_EVERY_MS = 5;

const logIn = ({ eventStore, kurrentdbUrl, dataDir }: Settings): LogPlace =>
  eventStore === 'kurrentdb'
    ? { kind: 'kurrentdb', url: kurrentdbUrl! }
    : { kind: 'file', path: logFile(dataDir) };

/** Runs the thread of the read models beside the service, which goes on without it. */
@Injectable()
export class Projections implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Projections');
  private readonly subscriptions = new Subscription();
  private readonly metrics: RegisterMetrics;
  private readonly thread: ProjectionThread;
  private last: Report | undefined;

  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly register: Register,
    policies: PolicyBook,
    settings: Settings,
    metrics: Metrics,
    health: HealthDetails,
  ) {
    this.metrics = new RegisterMetrics(metrics.registry);
    const options = {
      directory: join(settings.dataDir, 'read'),
      log: logIn(settings),
      policies: policies.versions,
    };
    this.thread = new ProjectionThread(options, register, {
      failed: (error, pauseMs) => this.failed(error, pauseMs),
      reported: (report) => this.reported(report),
      setAside: (therapyId, reason) => this.setAside(therapyId, reason),
    });
    health.add('register', () => this.health());
  }

  onApplicationBootstrap(): void {
    const told = this.store.grown.pipe(
      throttleTime(TOLD_EVERY_MS, undefined, { leading: true, trailing: true }),
      // A log without a writer grows no more.
      catchError(() => EMPTY),
    );
    this.subscriptions.add(told.subscribe(() => this.thread.tell('grown')));
    this.subscriptions.add(this.register.wanted.subscribe(() => this.thread.tell('wanted')));
    this.subscriptions.add(this.register.broken.subscribe(() => this.thread.tell('broken')));
    this.thread.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.subscriptions.unsubscribe();
    await this.thread.close();
  }

  private health(): Readonly<Record<string, unknown>> {
    const { isUp } = this.thread;
    if (!isUp || !this.last) return { status: isUp ? 'starting' : 'down' };
    const { therapies, events, setAside, isRebuilding } = this.last;
    const isBehind = therapies > 0 || isRebuilding;
    return {
      status: isBehind ? 'behind' : 'up-to-date',
      eventsBehind: events,
      therapiesBehind: therapies,
      therapiesSetAside: setAside,
      isRebuilding,
    };
  }

  private reported(report: Report): void {
    this.last = report;
    this.metrics.reported(report);
    this.register.progressed();
  }

  private setAside(therapyId: string, reason: string): void {
    this.logger.error({ msg: 'a therapy cannot be audited and is set aside', therapyId, reason });
    this.metrics.setAside();
  }

  private failed(error: Error, pauseMs: number): void {
    this.last = undefined;
    this.logger.error({ msg: 'the thread of the read models ended', err: error, againInMs: pauseMs });
    this.metrics.failed();
  }
}
