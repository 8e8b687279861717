import { join } from 'node:path';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EMPTY, Subscription, catchError, interval, throttleTime } from 'rxjs';
import { PolicyBook } from '../../compliance/policies/index.js';
import { Settings } from '../../config/settings.js';
import { type EventStore, StoreUnavailable } from '../../event-store/port.js';
import { logFile } from '../../event-store/sqlite/data-file.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { HealthDetails } from '../../observability/health-details.js';
import { Metrics } from '../../observability/metrics.js';
import type { Instant } from '../../therapy/envelope.js';
import type { LogPlace, Report, SetAsideNow } from './messages.js';
import { ProjectionThread } from './projection-thread.js';
import { Register } from '../register.js';
import { RegisterMetrics } from '../register-metrics.js';
import { type Change, type LogEnd, RunnerStatus } from './runner-status.js';

/** Commits come by the thousand a second; the thread is told of many at once, ms. */
const TOLD_EVERY_MS = 5;
/** So often the register is compared with the log even if its thread says nothing, ms. */
const LOOK_EVERY_MS = 1_000;

/** What has been wrong, and since when on a clock that is never set, ms. */
interface Trouble {
  readonly at: number;
  readonly reason: string;
}

const isoOf = (instant: Instant): string => new Date(instant).toISOString();

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
  private readonly standing = new RunnerStatus(performance.now());
  private last: Report | undefined;
  private watched: Report | undefined;
  /** The thread cannot read the log. */
  private cut: Trouble | undefined;
  /** The thread ended by itself. */
  private down: Trouble | undefined;

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
      unavailable: (reason) => this.unavailable(reason),
      available: () => this.available(),
      setAside: (setAside) => this.setAside(setAside),
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
    this.subscriptions.add(interval(LOOK_EVERY_MS).subscribe(() => void this.watch()));
    this.thread.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.subscriptions.unsubscribe();
    await this.thread.close();
  }

  private health(): Readonly<Record<string, unknown>> {
    const { standing, last, cut, down } = this;
    const now = performance.now();
    const { eventsBehind, unread: eventsUnread, behindMs, stillMs } = standing;
    return {
      status: this.status(),
      eventsBehind,
      eventsUnread,
      secondsBehind: Math.round(behindMs / 1_000),
      ...(last && {
        therapiesBehind: last.therapies,
        therapiesSetAside: last.setAside,
        isRebuilding: last.isRebuilding,
      }),
      ...(last &&
        last.setAside > 0 && {
          setAside: last.firstSetAside.map(({ since, ...one }) => ({ ...one, since: isoOf(since) })),
        }),
      ...(stillMs !== undefined && { standsStillSince: isoOf(Date.now() - stillMs) }),
      ...(cut && { logUnavailable: { since: isoOf(Date.now() - (now - cut.at)), reason: cut.reason } }),
      ...(down && { failure: { since: isoOf(Date.now() - (now - down.at)), reason: down.reason } }),
    };
  }

  private status(): string {
    if (!this.thread.isUp) return 'down';
    if (!this.last) return 'starting';
    if (this.standing.isUpToDate) return 'up-to-date';
    return this.standing.isLive && !this.last.isRebuilding ? 'behind' : 'catching-up';
  }

  private reported(report: Report): void {
    this.last = report;
    this.down = undefined;
    this.standing.reported(report);
    this.metrics.reported(report);
    this.available();
    this.register.progressed();
    void this.look();
  }

  /** The thread hears of each commit; should it not have heard, it hears now. */
  private async watch(): Promise<void> {
    await this.look();
    const isSilent = this.watched === this.last;
    this.watched = this.last;
    if (isSilent && !this.cut && this.standing.unread > 0) this.thread.tell('grown');
  }

  /** Where the log ends by now, and what that says of the register. */
  private async look(): Promise<void> {
    const { store, standing, metrics } = this;
    let end: LogEnd;
    try {
      end = { count: await store.count(), position: await store.lastPosition() };
    } catch (error) {
      // As the service itself says at /health/ready.
      if (error instanceof StoreUnavailable) return;
      throw error;
    }
    for (const change of standing.look(performance.now(), end)) this.changed(change);
    metrics.looked(standing);
  }

  private changed(change: Change): void {
    const { eventsBehind, unread: eventsUnread, behindMs } = this.standing;
    const entry = { eventsBehind, eventsUnread, secondsBehind: Math.round(behindMs / 1_000) };
    switch (change) {
      case 'caught-up':
        return this.logger.log({ msg: 'the register has caught up with the log' });
      case 'fell-behind':
        return this.logger.warn({ msg: 'the register fell behind the log', ...entry });
      case 'stands-still':
        return this.logger.error({ msg: 'the register stands still though work is left', ...entry });
      case 'goes-on':
        return this.logger.log({ msg: 'the register goes on', ...entry });
      default:
        return change satisfies never;
    }
  }

  private unavailable(reason: string): void {
    this.metrics.unavailable();
    if (!this.cut) this.logger.warn({ msg: 'the register cannot read the log, and asks again', reason });
    this.cut = { at: this.cut?.at ?? performance.now(), reason };
    this.standing.reads(false);
  }

  private available(): void {
    if (this.cut) this.logger.log({ msg: 'the register can read the log again' });
    this.cut = undefined;
    this.standing.reads(true);
  }

  private setAside({ therapyId, reason, attempt, againAt }: SetAsideNow): void {
    const isLeft = againAt === Number.POSITIVE_INFINITY;
    this.logger.error({
      msg: 'a therapy cannot be audited and is set aside',
      therapyId,
      reason,
      attempt,
      again: isLeft ? 'when something more is recorded of it, or by another release' : isoOf(againAt),
    });
    this.metrics.setAside();
  }

  private failed(error: Error, pauseMs: number): void {
    this.last = undefined;
    this.down = { at: this.down?.at ?? performance.now(), reason: error.message };
    this.standing.ended();
    this.logger.error({ msg: 'the thread of the read models ended', err: error, againInMs: pauseMs });
    this.metrics.failed();
  }
}
