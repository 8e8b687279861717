import { Counter, Gauge, type Registry } from 'prom-client';

/** How far the tree is, for Prometheus. */
export class TreeMetrics {
  private readonly rebuilds: Counter;

  constructor(registry: Registry, read: () => { readonly size: number; readonly eventsBehind: number }) {
    const registers = [registry];
    const gauges = [
      new Gauge({
        name: 'ledger_tree_size',
        help: 'Events in the Merkle tree.',
        registers,
        collect() {
          this.set(read().size);
        },
      }),
      new Gauge({
        name: 'ledger_tree_events_behind',
        help: 'Recorded events that the Merkle tree does not hold yet.',
        registers,
        collect() {
          this.set(read().eventsBehind);
        },
      }),
    ];
    void gauges;
    this.rebuilds = new Counter({
      name: 'ledger_tree_rebuilds_total',
      help: 'How often the Merkle tree did not fit the log, or was damaged, and was built anew.',
      registers,
    });
  }

  rebuilt(): void {
    this.rebuilds.inc();
  }
}
