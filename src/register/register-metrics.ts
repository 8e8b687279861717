import { Counter, Gauge, type Registry } from 'prom-client';
import type { Report } from './runner/messages.js';
import type { RunnerStatus } from './runner/runner-status.js';

/** How far the register is, for Prometheus. */
export class RegisterMetrics {
  private readonly eventsBehind: Gauge;
  private readonly therapiesBehind: Gauge;
  private readonly therapiesSetAside: Gauge;
  private readonly isRebuilding: Gauge;
  private readonly eventsUnread: Gauge;
  private readonly behindSeconds: Gauge;
  private readonly standsStill: Gauge;
  private readonly readsFailed: Counter;
  private readonly failures: Counter;
  private readonly auditsFailed: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
    this.eventsBehind = gauge(
      'register_events_behind',
      'Recorded events that the register does not know yet.',
    );
    this.eventsUnread = gauge(
      'register_events_unread',
      'Events of the log that the register has not even taken in: how far its checkpoint is behind.',
    );
    this.behindSeconds = gauge(
      'register_behind_seconds',
      'Seconds since the register last knew everything that was recorded by then; 0 while it does.',
    );
    this.standsStill = gauge(
      'register_stands_still',
      '1 while work is left and nothing of it is done for long.',
    );
    this.readsFailed = new Counter({
      name: 'register_log_reads_failed_total',
      help: 'How often the log did not answer the register, which asks again.',
      registers,
    });
    this.therapiesBehind = gauge('register_therapies_behind', 'Therapies that wait to be audited.');
    this.therapiesSetAside = gauge('register_therapies_set_aside', 'Therapies whose audit fails.');
    this.isRebuilding = gauge(
      'register_rebuilding',
      '1 while the register is made anew beside an older one.',
    );
    this.auditsFailed = new Counter({
      name: 'register_audits_failed_total',
      help: 'Audits that failed, so that a therapy was set aside.',
      registers,
    });
    this.failures = new Counter({
      name: 'projections_thread_failures_total',
      help: 'How often the thread of the read models ended by itself.',
      registers,
    });
  }

  looked({ eventsBehind, unread, behindMs, stillMs }: RunnerStatus): void {
    this.eventsBehind.set(eventsBehind);
    this.eventsUnread.set(unread);
    this.behindSeconds.set(behindMs / 1_000);
    this.standsStill.set(Number(stillMs !== undefined));
  }

  reported({ therapies, setAside, isRebuilding }: Report): void {
    this.therapiesBehind.set(therapies);
    this.therapiesSetAside.set(setAside);
    this.isRebuilding.set(Number(isRebuilding));
  }

  setAside(): void {
    this.auditsFailed.inc();
  }

  unavailable(): void {
    this.readsFailed.inc();
  }

  failed(): void {
    this.failures.inc();
  }
}
