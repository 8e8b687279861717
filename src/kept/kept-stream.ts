import { type KeyObject, randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { openAt, sealAt } from '../custody/sealed-json.js';
import { type Journals, StoreUnavailable } from '../event-store/port.js';
import { Mutex } from '../waiting/semaphore.js';
import { type Change, KeptNow } from './changes.js';
import { type KeptKind, KeptState } from './kept-state.js';

const STREAM = 'pumpLedgerKept';
const TYPE = 'Kept';
/** How often it is asked what other services did, ms. */
const LOOKED_EVERY_MS = 1_000;
/** Nobody is let in by what is older, ms: a session may have ended since. */
const OLDEST_MS = 4_000;
const PAGE = 500;
/** Of changes in one event. */
const MOST_AT_ONCE = 50;

/** What one event of the stream says. */
interface Batch {
  /** By which its writer recognises it. */
  readonly id: string;
  readonly changes: readonly Change[];
}

type Asked = Change & { told?: boolean };

interface Settling {
  readonly upTo: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What all services on one log keep together, in one stream on the server that each of them reads: what its events say
 * counts in their order, so that of several who claim or take the same thing one has it. What this service puts acts here at
 * once, and elsewhere once it is read there.
 */
export class KeptStream extends KeptState {
  readonly isShared = true;
  private readonly logger = new Logger('Kept');
  private readonly now = new KeptNow();
  private readonly takers = new Map<KeptKind, (name: string, state: unknown) => void>();
  private readonly reading = new Mutex();
  private waiting: Asked[] = [];
  private settling: Settling[] = [];
  /** On its way; whether it came is seen where it is read. */
  private sent: { readonly id: string; readonly changes: readonly Asked[] } | undefined;
  private working: Promise<void> | undefined;
  private readonly looking: NodeJS.Timeout;
  /** Reads once who reads now is done. */
  private next: Promise<void> | undefined;
  /** When what was read last was asked for. */
  private readAt = Number.NEGATIVE_INFINITY;
  private revision = 0;
  private asked = 0;
  private done = 0;

  private constructor(
    private readonly journals: Journals,
    private readonly key: KeyObject,
  ) {
    super();
    this.looking = setInterval(() => void this.look(), LOOKED_EVERY_MS).unref();
  }

  /** @param key the same for every service on the log @throws StoreUnavailable */
  static async open(journals: Journals, key: KeyObject): Promise<KeptStream> {
    const kept = new KeptStream(journals, key);
    await kept.caughtUp().catch((error: unknown) => {
      kept.close();
      throw error;
    });
    return kept;
  }

  override all(kind: KeptKind): Iterable<readonly [string, unknown]> {
    return this.now.of(kind);
  }

  override put(kind: KeptKind, name: string, state: unknown): void {
    this.ask({ do: 'put', kind, name, state });
  }

  override change(kind: KeptKind, name: string, state: unknown): void {
    this.ask({ do: 'change', kind, name, state });
  }

  override remove(kind: KeptKind, name: string): void {
    this.ask({ do: 'take', kind, name });
  }

  override claim(kind: KeptKind, name: string, state: unknown): Promise<boolean> {
    return this.told({ do: 'claim', kind, name, state });
  }

  override take(kind: KeptKind, name: string): Promise<boolean> {
    return this.told({ do: 'take', kind, name });
  }

  override settled(): Promise<void> {
    const upTo = this.asked;
    if (this.done >= upTo) return Promise.resolve();
    return new Promise((resolve, reject) => this.settling.push({ upTo, resolve, reject }));
  }

  override caughtUp(): Promise<void> {
    const read = async () => {
      await nextTurn();
      this.next = undefined;
      await this.readOn();
    };
    return (this.next ??= this.reading.run(read));
  }

  override async upToDate(): Promise<void> {
    if (performance.now() - this.readAt > OLDEST_MS) await this.caughtUp();
  }

  override follow(kind: KeptKind, taker: (name: string, state: unknown) => void): void {
    this.takers.set(kind, taker);
  }

  override close(): void {
    clearInterval(this.looking);
  }

  private async told(change: Change): Promise<boolean> {
    const asked = this.ask(change);
    await this.settled();
    return asked.told === true;
  }

  private ask(change: Change): Asked {
    const asked: Asked = { ...change };
    this.waiting.push(asked);
    this.asked += 1;
    this.working ??= this.work().finally(() => (this.working = undefined));
    return asked;
  }

  private async look(): Promise<void> {
    try {
      await this.caughtUp();
      this.working ??= this.work().finally(() => (this.working = undefined));
    } catch (error) {
      this.logger.warn({ msg: 'what services keep together cannot be read', err: error });
    }
  }

  /** What fails is tried again with the next change, or the next look. */
  private async work(): Promise<void> {
    try {
      while (this.sent || this.waiting.length > 0) await this.send();
    } catch (error) {
      for (const { reject } of this.settling.splice(0)) reject(error);
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  private async send(): Promise<void> {
    this.sent ??= { id: randomUUID(), changes: this.waiting.splice(0, MOST_AT_ONCE) };
    const { id, changes } = this.sent;
    const expected = this.revision;
    const said = changes.map(({ told: _told, ...change }) => change as Change);
    const batch: Batch = { id, changes: said };
    const data = sealAt(this.key, String(expected + 1), batch);
    await this.journals.append(STREAM, expected, [{ type: TYPE, data }]);
    await this.caughtUp();
  }

  private async readOn(): Promise<void> {
    const began = performance.now();
    for (;;) {
      const page = await this.journals.read(STREAM, this.revision, PAGE);
      for (const { revision, data } of page) this.takeIn(revision, data);
      if (page.length < PAGE) return void (this.readAt = began);
    }
  }

  private takeIn(revision: number, data: unknown): void {
    if (revision <= this.revision) return;
    this.revision = revision;
    const batch = openAt(this.key, String(revision), data) as Batch | undefined;
    if (!batch) return;
    const own = batch.id === this.sent?.id ? this.sent.changes : undefined;
    for (const [index, change] of batch.changes.entries()) {
      const told = this.now.apply(change);
      if (own) own[index]!.told = told;
      const { kind, name } = change;
      this.takers.get(kind)?.(name, this.now.find(kind, name));
    }
    if (own) this.came(own.length);
  }

  private came(count: number): void {
    this.sent = undefined;
    this.done += count;
    const settled = this.settling.filter(({ upTo }) => upTo <= this.done);
    this.settling = this.settling.filter(({ upTo }) => upTo > this.done);
    for (const { resolve } of settled) resolve();
  }
}
