import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { type EventStore, StoreUnavailable } from '../../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import type { MerkleTree } from '../../ledger/merkle-tree.js';
import { TilesDamaged } from '../../ledger/tile-store.js';
import { HealthDetails } from '../../observability/health-details.js';
import { Metrics } from '../../observability/metrics.js';
import { within } from '../../waiting/within.js';
import { TileFile } from './tile-file.js';
import { TreeBehind } from './tree-behind.js';
import { TreeFollower } from './tree-follower.js';
import { TreeMetrics } from './tree-metrics.js';

/** Who asks is answered, or refused, within, ms. */
const ANSWER_WITHIN_MS = 5_000;

/** How far the tree is. */
export interface TreeState {
  readonly status: 'up-to-date' | 'behind' | 'down';
  readonly size: number;
  readonly eventsBehind: number;
}

/** The Merkle tree over all events, kept up with the log beside the service. */
@Injectable()
export class TreeKeeper implements OnApplicationShutdown {
  private readonly logger = new Logger('TreeKeeper');
  private readonly metrics: TreeMetrics;
  private readonly follower: TreeFollower;

  constructor(
    @Inject(EVENT_STORE_TOKEN) store: EventStore,
    { dataDir }: Settings,
    metrics: Metrics,
    health: HealthDetails,
  ) {
    this.metrics = new TreeMetrics(metrics.registry, () => this.progress);
    const file = new TileFile(dataDir, ({ message }) => this.rebuilding(message));
    this.follower = new TreeFollower(store, file, {
      rebuilding: (why) => this.rebuilding(why),
      failed: (error, pauseMs) => this.failed(error, pauseMs),
    });
    health.add('tree', () => ({ ...this.state }));
  }

  /** As far as it is; another one after it was built anew, so do not hold on to it. */
  get tree(): MerkleTree {
    return this.follower.tree;
  }

  get state(): TreeState {
    const { size, eventsBehind } = this.progress;
    const upToDate = eventsBehind > 0 ? 'behind' : 'up-to-date';
    return { status: this.follower.isDown ? 'down' : upToDate, size, eventsBehind };
  }

  /** Resolves when everything that was acknowledged before is in the tree. @throws StoreUnavailable */
  caughtUp(): Promise<void> {
    return this.follower.caughtUp();
  }

  /** Resolves when the tree was built anew from the log. */
  rebuild(): Promise<void> {
    return this.follower.rebuild('it was asked for');
  }

  /**
   * Asks the tree once it holds everything that was acknowledged before, and where its tiles prove damaged, again when it
   * was built anew.
   * @throws StoreUnavailable; TreeBehind where that takes too long
   */
  async ask<Value>(question: (tree: MerkleTree) => Value): Promise<Value> {
    await this.soon(this.caughtUp());
    try {
      return question(this.tree);
    } catch (error) {
      if (!(error instanceof TilesDamaged)) throw error;
      await this.soon(this.follower.rebuild(error.message));
      return question(this.tree);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.follower.close();
  }

  private async soon(caughtUp: Promise<void>): Promise<void> {
    try {
      await within(ANSWER_WITHIN_MS, caughtUp);
    } catch (cause) {
      if (cause instanceof StoreUnavailable) throw cause;
      const { size, eventsBehind } = this.progress;
      throw new TreeBehind(size, eventsBehind, { cause });
    }
  }

  private get progress() {
    const { tree, eventsBehind } = this.follower;
    return { size: tree.size, eventsBehind };
  }

  private rebuilding(why: string): void {
    this.logger.warn({ msg: 'the ledger’s tree is built anew from the log', why });
    this.metrics.rebuilt();
  }

  private failed(error: Error, pauseMs: number): void {
    this.logger.error({ msg: 'the ledger’s tree cannot be kept up', err: error, againInMs: pauseMs });
  }
}
