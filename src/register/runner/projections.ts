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
import { Keys } from '../../custody/keys.js';
import { Settings } from '../../config/settings.js';
import type { EventStore } from '../../event-store/port.js';
import { logFile } from '../../event-store/sqlite/data-file.js';
import { ORIGIN_PURPOSE } from '../../event-store/origin.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { Fault } from '../../faults/fault.js';
import { HealthDetails } from '../../observability/health-details.js';
import { Metrics } from '../../observability/metrics.js';
import type { Instant } from '../../therapy/envelope.js';
import type { LogPlace, Report, SetAsideNow } from './messages.js';
import { ProjectionThread } from './projection-thread.js';
import { Register } from '../register.js';
import { SEAL_PURPOSE } from './seal.js';
import { RegisterMetrics } from '../register-metrics.js';
import { type Change, type LogEnd, RunnerStatus } from './runner-status.js';

/** There may be thousands of commits a second; the thread gets one message for many of them, ms. */
const NOTIFY_EVERY_MS = 5;
/** The register is compared with the log every, ms, also where its thread reports nothing. */
const LOOK_EVERY_MS = 1_000;

/** What is wrong, and since when, ms of a clock that is never set. */
interface Trouble {
  readonly at: number;
  readonly reason: string;
}

const isoOf = (instant: Instant): string => new Date(instant).toISOString();

const logIn = ({ kurrentdbUrl, dataDir }: Settings, { fileEnd }: EventStore): LogPlace =>
  fileEnd
    ? { kind: 'file', path: logFile(dataDir), end: fileEnd.shared }
    : { kind: 'kurrentdb', url: kurrentdbUrl! };

/** Runs the thread of the read models beside the service, which goes on without it. */
@Injectable()
export class Projections implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Projections');
  private readonly subscriptions = new Subscription();
  private readonly metrics: RegisterMetrics;
  private readonly thread: ProjectionThread;
  private readonly runner = new RunnerStatus(performance.now());
  private last: Report | undefined;
  private watched: Report | undefined;
  /** The thread cannot read the log. */
  private logTrouble: Trouble | undefined;
  /** The thread ended by itself. */
  private threadTrouble: Trouble | undefined;
  /** A file was found to be edited, and made anew. */
  private edited: Trouble | undefined;

  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly register: Register,
    policies: PolicyBook,
    settings: Settings,
    keys: Keys,
    metrics: Metrics,
    health: HealthDetails,
  ) {
    this.metrics = new RegisterMetrics(metrics.registry);
    const options = {
      directory: join(settings.dataDir, 'read'),
      log: logIn(settings, store),
      policies: policies.versions,
      key: keys.derived(SEAL_PURPOSE),
      originKey: keys.derived(ORIGIN_PURPOSE),
    };
    this.thread = new ProjectionThread(options, register, {
      failed: (error, pauseMs) => this.failed(error, pauseMs),
      reported: (report) => this.reported(report),
      unavailable: (reason) => this.unavailable(reason),
      available: () => this.available(),
      edited: (why) => this.wasEdited(why),
      setAside: (setAside) => this.setAside(setAside),
    });
    health.add('register', () => this.health());
  }

  onApplicationBootstrap(): void {
    const grown = this.store.grown.pipe(
      throttleTime(NOTIFY_EVERY_MS, undefined, { leading: true, trailing: true }),
      // A log without a writer grows no more.
      catchError(() => EMPTY),
    );
    this.subscriptions.add(grown.subscribe(() => this.thread.send('grown')));
    this.subscriptions.add(this.register.wanted.subscribe(() => this.thread.send('wanted')));
    this.subscriptions.add(this.register.broken.subscribe(() => this.thread.send('broken')));
    this.subscriptions.add(interval(LOOK_EVERY_MS).subscribe(() => void this.watch()));
    this.thread.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.subscriptions.unsubscribe();
    await this.thread.close();
  }

  /** Looks whether the files hold what was written into them. */
  check(): void {
    this.thread.send('check');
  }

  private health(): Readonly<Record<string, unknown>> {
    const { runner, last, logTrouble, threadTrouble, edited } = this;
    const now = performance.now();
    const { eventsBehind, unread: eventsUnread, behindMs, stillMs } = runner;
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
      ...(logTrouble && {
        logUnavailable: { since: isoOf(Date.now() - (now - logTrouble.at)), reason: logTrouble.reason },
      }),
      ...(edited && { edited: { at: isoOf(Date.now() - (now - edited.at)), reason: edited.reason } }),
      ...(threadTrouble && {
        failure: { since: isoOf(Date.now() - (now - threadTrouble.at)), reason: threadTrouble.reason },
      }),
    };
  }

  private status(): string {
    if (!this.thread.isUp) return 'down';
    if (!this.last) return 'starting';
    if (this.runner.isUpToDate) return 'up-to-date';
    return this.runner.isLive && !this.last.isRebuilding ? 'behind' : 'catching-up';
  }

  private reported(report: Report): void {
    this.last = report;
    this.threadTrouble = undefined;
    this.runner.reported(report);
    this.metrics.reported(report);
    this.available();
    this.register.progressed();
    void this.look();
  }

  /** Should a message that the log has grown have been lost, it is sent again. */
  private async watch(): Promise<void> {
    await this.look();
    const isSilent = this.watched === this.last;
    this.watched = this.last;
    if (isSilent && !this.logTrouble && this.runner.unread > 0) this.thread.send('grown');
  }

  /** Compares the register with the end of the log. */
  private async look(): Promise<void> {
    const { store, runner, metrics } = this;
    let end: LogEnd;
    try {
      end = { count: await store.count(), position: await store.lastPosition() };
    } catch (error) {
      // As the service itself says at /health/ready.
      if (error instanceof Fault && error.kind === 'unavailable') return;
      throw error;
    }
    for (const change of runner.look(performance.now(), end)) this.changed(change);
    metrics.looked(runner);
  }

  private changed(change: Change): void {
    const { eventsBehind, unread: eventsUnread, behindMs } = this.runner;
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
    if (!this.logTrouble)
      this.logger.warn({ msg: 'the register cannot read the log, and asks again', reason });
    this.logTrouble = { at: this.logTrouble?.at ?? performance.now(), reason };
    this.runner.reads(false);
  }

  private available(): void {
    if (this.logTrouble) this.logger.log({ msg: 'the register can read the log again' });
    this.logTrouble = undefined;
    this.runner.reads(true);
  }

  private wasEdited(reason: string): void {
    this.edited = { at: performance.now(), reason };
    this.logger.error({ msg: 'the file of the register was edited, and is made anew from the log', reason });
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
    this.threadTrouble = { at: this.threadTrouble?.at ?? performance.now(), reason: error.message };
    this.runner.ended();
    this.logger.error({ msg: 'the thread of the read models ended', err: error, againInMs: pauseMs });
    this.metrics.failed();
  }
}
