import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What Prometheus reads at /metrics. Other rooms register their own metrics in `registry`. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly counts = new Map<string, { readonly labels: Record<string, string>; count: number }>();
  private readonly durations: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const labelNames = ['method', 'route', 'status'] as const;
    const { counts } = this;
    const requests: Counter = new Counter({
      name: 'http_requests_total',
      help: 'Requests answered, by route and status.',
      labelNames,
      registers: [this.registry],
      // Counted in a plain map and copied when asked: the library checks and hashes the labels at each count.
      collect() {
        this.reset();
        for (const { labels, count } of counts.values()) this.inc(labels, count);
      },
    });
    void requests;
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to the end of the answer, by route and status.',
      labelNames,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    });
  }

  /** @param route the pattern, never the path: paths name therapies, and each would make a time series. */
  answered(method: string, route: string, status: number, seconds: number): void {
    const key = `${method} ${status} ${route}`;
    let entry = this.counts.get(key);
    if (!entry) {
      entry = { labels: { method, route, status: String(status) }, count: 0 };
      this.counts.set(key, entry);
    }
    entry.count++;
    this.durations.observe(entry.labels, seconds);
  }
}
