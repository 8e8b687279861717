import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Subscription } from 'rxjs';
import { type EventStore, StoreUnavailable } from '../../event-store/port.js';
import { isHashed } from '../../repository/chain.js';
import { leafHash } from '../../ledger/hashes.js';
import { MerkleTree } from '../../ledger/merkle-tree.js';
import { TilesDamaged } from '../../ledger/tile-store.js';
import { Backoff } from '../../waiting/backoff.js';
import { Signals } from '../../waiting/signals.js';
import type { TileFile } from './tile-file.js';
import { Waiters } from '../../waiting/waiters.js';

/** Events taken in at once: the event loop is busy with them for that long. */
const PIECE = 256;
/** The last leaves, which are compared with the log at start. */
const COMPARED = 256;
/** Events that arrive within, ms, are taken in together: each piece writes the right edge of the tree. */
const GATHER_MS = 25;
/** Recording comes first: while much is recorded and nobody asks, the tree rests this many times as long as it worked. */
const REST = 8;
/** The log is read again after, ms, also where nothing said that it has grown. */
const LOOK_AGAIN_MS = 60_000;
/** After a failure. */
const PAUSES = { firstMs: 250, longestMs: 30_000 };

export interface FollowerEvents {
  rebuilding(why: string): void;
  /** @param pauseMs until it is tried again */
  failed(error: Error, pauseMs: number): void;
}

/** Takes the log's events into the tree, in pieces, and builds it anew where the two do not fit. */
export class TreeFollower {
  private readonly signals = new Signals<'grown' | 'wanted' | 'close'>();
  private readonly waiters = new Waiters();
  private readonly growth: Subscription;
  private readonly ended: Promise<void>;
  private current: MerkleTree;
  private isCompared = false;
  private misfit: string | undefined;
  private isFailing = false;
  private readonly backoff = new Backoff(PAUSES);
  private recorded = 0;

  constructor(
    private readonly store: EventStore,
    private readonly file: TileFile,
    private readonly events: FollowerEvents,
  ) {
    this.current = new MerkleTree(file);
    // A log without a writer grows no more.
    this.growth = store.grown.subscribe({ next: () => this.signals.send('grown'), error: () => undefined });
    this.ended = this.run();
  }

  get tree(): MerkleTree {
    return this.current;
  }

  get eventsBehind(): number {
    return Math.max(0, this.recorded - this.tree.size);
  }

  /** The last attempt failed; another one will follow. */
  get isDown(): boolean {
    return this.isFailing;
  }

  /** Resolves when everything that was acknowledged before is in the tree. @throws StoreUnavailable */
  async caughtUp(): Promise<void> {
    const count = await this.store.count();
    const isBelieved = this.isCompared && this.misfit === undefined;
    if (isBelieved && this.tree.size >= count) return;
    if (this.signals.has('close')) throw new StoreUnavailable('the ledger’s tree is closed');
    this.signals.send('wanted');
    await this.waiters.until(count);
  }

  /** Begins anew with an empty tree. */
  async rebuild(why: string): Promise<void> {
    this.misfit ??= why;
    await this.caughtUp();
  }

  async close(): Promise<void> {
    this.growth.unsubscribe();
    this.signals.send('close');
    await this.ended;
    this.waiters.failed(new StoreUnavailable('the ledger’s tree was closed'));
    this.file.close();
  }

  private async run(): Promise<void> {
    while (!this.signals.has('close')) {
      const isGrowing = this.signals.take('grown');
      this.signals.take('wanted');
      const begun = performance.now();
      try {
        const worked = await this.step();
        this.isFailing = false;
        this.backoff.reset();
        if (!worked) await this.sleep();
        else if (isGrowing && !this.waiters.some) await this.unlessWanted(REST * (performance.now() - begun));
        else await nextTurn();
      } catch (error) {
        await this.recover(error as Error);
      }
    }
  }

  /** Takes in a piece. Tells whether there may be more. */
  private async step(): Promise<boolean> {
    if (this.misfit === undefined && !this.isCompared) await this.compare();
    if (this.misfit !== undefined) this.clear(this.misfit);
    const { size } = this.tree;
    this.recorded = await this.store.count();
    const found = this.recorded > size ? await this.store.readFrom(size, PIECE) : [];
    found.forEach(({ leafIndex }, index) => {
      if (leafIndex !== undefined && leafIndex !== size + index)
        throw new Error(`the log gave event ${leafIndex} in the place of ${size + index}`);
    });
    if (found.length > 0) this.tree.append(found.map(({ bytes }) => leafHash(bytes)));
    // Meanwhile somebody may have found out that it does not fit.
    if (this.misfit === undefined) this.waiters.reached(this.tree.size);
    return found.length > 0 || this.misfit !== undefined;
  }

  /** What is in the file is believed only where it ends as the log does. */
  private async compare(): Promise<void> {
    const { tree } = this;
    const { size } = tree;
    const first = Math.max(0, size - COMPARED);
    const count = await this.store.count();
    if (size > count) this.misfit = `it holds ${size} events and the log ${count}`;
    else if (size > 0) {
      tree.root();
      const last = await this.store.readFrom(first, size - first, true);
      // What is not what it was hashed to was changed since, whatever the tree holds.
      const other = last
        .map((event, index) => ({ leaf: event.leafIndex ?? first + index, event }))
        .filter(({ leaf, event }) => leaf < size && isHashed(event))
        .find(({ leaf, event: { bytes } }) => !tree.leaf(leaf).equals(leafHash(bytes)));
      if (other) this.misfit = `its leaf ${other.leaf} is not that of the log`;
    }
    this.isCompared = true;
  }

  private clear(why: string): void {
    this.events.rebuilding(why);
    this.file.clear();
    this.current = new MerkleTree(this.file);
    this.isCompared = true;
    this.misfit = undefined;
  }

  private async recover(error: Error): Promise<void> {
    if (error instanceof TilesDamaged) {
      this.misfit = error.message;
      return;
    }
    this.isFailing = true;
    this.waiters.failed(error);
    const pauseMs = this.backoff.next();
    this.events.failed(error, pauseMs);
    await this.signals.until(['close'], pauseMs);
  }

  private async sleep(): Promise<void> {
    await this.signals.until(['grown', 'wanted', 'close'], LOOK_AGAIN_MS);
    await this.unlessWanted(GATHER_MS);
  }

  private async unlessWanted(ms: number): Promise<void> {
    await this.signals.until(['wanted', 'close'], ms);
  }
}
