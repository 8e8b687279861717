import { Counter, Gauge, type Registry } from 'prom-client';
import type { Report } from './messages.js';

/** How far the register is, for Prometheus. */
export class RegisterMetrics {
  private readonly eventsBehind: Gauge;
  private readonly therapiesBehind: Gauge;
  private readonly therapiesSetAside: Gauge;
  private readonly isRebuilding: Gauge;
  private readonly failures: Counter;
  private readonly auditsFailed: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
    this.eventsBehind = gauge(
      'register_events_behind',
      'Recorded events that the register does not know yet.',
    );
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

  reported({ events, therapies, setAside, isRebuilding }: Report): void {
    this.eventsBehind.set(events);
    this.therapiesBehind.set(therapies);
    this.therapiesSetAside.set(setAside);
    this.isRebuilding.set(Number(isRebuilding));
  }

  setAside(): void {
    this.auditsFailed.inc();
  }

  failed(): void {
    this.failures.inc();
  }
}
