import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { HealthDetails } from '../observability/health-details.js';
import { Metrics } from '../observability/metrics.js';
import { CheckpointFile } from './signing/checkpoint-file.js';
import { Contradictions } from './contradictions.js';
import type { ExternalParty, ExternalPartyHealth } from './witnesses/external-party.js';
import { Publisher } from './publisher.js';
import { Signer } from './signing/signer.js';
import { StartCheck } from './start-check.js';

/** What is published of the log, and whether it is still that log. */
export interface LedgerState {
  /** Whether the log was compared with the last checkpoint when the service started, and what became of it since. */
  readonly status: 'contradicted' | StartCheck['state'];
  /** How it contradicts what was published of it. */
  readonly detail?: string;
  /** Where all but some streams is as it was published: only these are refused. */
  readonly streamsRefused?: number;
  /** Who signs checkpoints: where several services share the log, one of them. */
  readonly signer: 'this service' | 'another service';
  readonly signedSize: number | null;
  readonly publishedSize: number | null;
  readonly publishedCheckpointSignedAt: string | null;
  readonly witnesses: readonly ExternalPartyHealth[];
  readonly timestampAuthorities: readonly ExternalPartyHealth[];
}

/** So many are named. */
const MOST_NAMED = 5;

const refusedIn = (why: readonly string[]): string =>
  [
    ...why.slice(0, MOST_NAMED),
    ...(why.length > MOST_NAMED ? [`and ${why.length - MOST_NAMED} more`] : []),
  ].join('; ');

/** Reports it at /health/ready, in /metrics and on pages. */
@Injectable()
export class LedgerHealth {
  constructor(
    private readonly file: CheckpointFile,
    private readonly check: StartCheck,
    private readonly contradictions: Contradictions,
    private readonly publisher: Publisher,
    private readonly signer: Signer,
    metrics: Metrics,
    health: HealthDetails,
  ) {
    health.add(
      'ledger',
      () => ({ ...this.state }),
      () => this.check.refusal,
    );
    this.measure(metrics);
  }

  /** Why nothing can be recorded for now; undefined where nothing stands against it. */
  get refusal(): string | undefined {
    return this.check.refusal;
  }

  get state(): LedgerState {
    const { found } = this.contradictions;
    const { refused } = this.check;
    const { parties } = this.publisher;
    const of = (kind: ExternalParty['kind']) =>
      parties.filter((one) => one.kind === kind).map((one) => one.health);
    const published = this.file.lastPublished();
    return {
      status: found || refused.length > 0 ? 'contradicted' : this.check.state,
      ...(found && { detail: found.message }),
      ...(!found && refused.length > 0 && { detail: refusedIn(refused), streamsRefused: refused.length }),
      signer: this.signer.isThis ? 'this service' : 'another service',
      signedSize: this.file.last()?.size ?? null,
      publishedSize: published?.size ?? null,
      publishedCheckpointSignedAt: published ? new Date(published.signedAt).toISOString() : null,
      witnesses: of('witness'),
      timestampAuthorities: of('timestamp-authority'),
    };
  }

  private measure({ registry }: Metrics): void {
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    gauge(
      'ledger_signed_size',
      'Events that the last signed checkpoint covers.',
      () => this.file.last()?.size ?? 0,
    );
    gauge(
      'ledger_published_size',
      'Events that the last published checkpoint covers.',
      () => this.file.lastPublished()?.size ?? 0,
    );
    gauge('ledger_signer', '1 where this service signs checkpoints, among those that share the log.', () =>
      Number(this.signer.isThis),
    );
    gauge('ledger_contradicted', '1 where the log contradicts itself, or what was published of it.', () =>
      Number(this.contradictions.found !== undefined || this.check.refused.length > 0),
    );
    const { parties } = this.publisher;
    const up: Gauge = new Gauge({
      name: 'ledger_outsider_up',
      help: '1 where a witness or timestamp authority did what it was asked the last time.',
      labelNames: ['kind', 'name'],
      registers: [registry],
      collect() {
        for (const { kind, name, isUp } of parties)
          if (isUp !== undefined) this.set({ kind, name }, Number(isUp));
      },
    });
    void up;
  }
}
