import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { Subject, filter, firstValueFrom } from 'rxjs';
import { Backoff } from '../../waiting/backoff.js';
import { onceATurn } from '../../waiting/once-a-turn.js';
import { MetAliens } from '../met-aliens.js';
import { type Alien, type StoredEvent, StoreUnavailable } from '../port.js';
import type { HowFar } from '../opening.js';
import type { Belonging } from './belonging.js';
import { CutStreams } from './cut-streams.js';
import { decode, isAlien } from './codec.js';
import { IndexKeeper } from './index-keeper.js';
import type { KeptIndex } from './kept-index.js';
import { MOST_COMPARED, isSameLog } from './same-log.js';
import type { SideStream } from './side-stream.js';
import { NoAnswer } from './calls.js';
import type { Connection } from './connection.js';
import { listened } from './listened.js';
import { LogIndex } from './log-index.js';
import { commitIn, commitOf } from './position.js';

const PAGE = 1_000;
/** After so long without a page, ms, a subscription is begun beside. */
const SILENT_MS = 1_000;
const PAUSES = { firstMs: 100, longestMs: 5_000 };

/**
 * Takes the log in, in its order and each event once: by pages up to its end, and then as a subscription gives it. Both
 * are without gaps from where they began, which is never after the last event that was taken: so what comes twice is
 * seen by its position, and nothing is left out, whichever is first. How far a filtered subscription says that it is may
 * run ahead of events (kurrent-io/KurrentDB#4970): it counts when it says more. A subscription may also die
 * without a word (#1602): where nothing was heard for a while, pages are read, and what they find ends it.
 */
export class Follower {
  readonly index = new LogIndex();
  readonly grown = new Subject<void>();
  private readonly taken = new Subject<StoredEvent>();
  private readonly progress = new Subject<number>();
  /** Who waits for the acknowledgement of what came with it is first. */
  private readonly tellGrown = onceATurn(() => this.grown.next());
  private readonly closing = new AbortController();
  private readonly ended: Promise<void>;
  private advancing: Promise<void> | undefined;
  private endLive: (() => void) | undefined;
  private failure: StoreUnavailable | undefined;
  readonly aliens = new MetAliens();
  readonly cuts: CutStreams;
  private readonly keeper: IndexKeeper | undefined;
  private takingOver: Promise<void> | undefined;
  /** Up to this position nothing is missing, whoever wrote there. */
  private scanned: number | undefined;
  /** Where the server's log ended when that was asked last. */
  private endSeen = 0;
  /** When the last page came. */
  private heardAt = 0;
  /** So many events came by subscriptions. */
  private heard = 0;
  /** Why the subscription was ended from outside. */
  private ending: unknown;
  /** The position of the last that was taken in of what is no event of the log. */
  private besideUpTo = -1;

  /** @param quietMs after so long without an event the server is asked whether there are any */
  constructor(
    private readonly connection: Connection,
    private readonly quietMs: number,
    private readonly sideStreams: readonly SideStream[],
    private readonly belonging: Belonging,
    kept: KeptIndex | undefined,
  ) {
    this.cuts = new CutStreams(connection);
    this.keeper = kept && new IndexKeeper(kept, connection, (streams) => this.learned(streams));
    this.ended = this.run();
  }

  /** Each event, when it was taken. */
  get events() {
    return this.taken.asObservable();
  }

  /** Why the log cannot be read on, where it cannot. */
  get trouble(): StoreUnavailable | undefined {
    return this.failure;
  }

  /** Reads up to what was the end of the log when it was asked for. @throws StoreUnavailable */
  async advance(): Promise<void> {
    await (this.takingOver ??= this.takeOver());
    // What is being read already may have come to the end before.
    await this.advancing?.catch(() => undefined);
    await (this.advancing ??= this.readOn().finally(() => (this.advancing = undefined)));
  }

  /** Reads on; where that finds events, and the subscription brings none, it is dead, and is begun anew. */
  async look(): Promise<void> {
    const { heard } = this;
    const { count } = this.index;
    await this.advance();
    if (this.index.count > count && this.heard === heard) this.endLive?.();
  }

  /** What a subscription is to bring; where it falls silent, pages are read once. */
  awaited<Value>(coming: Promise<Value>): Promise<Value> {
    return listened(
      coming,
      () => this.heard,
      () => this.look(),
    );
  }

  /** Resolves when all that the server holds up to a position was taken in. @throws StoreUnavailable */
  async upTo(position: number): Promise<void> {
    if (position <= (this.reached ?? -1)) return;
    const isThere = (at: number) => at >= position;
    await firstValueFrom(this.progress.pipe(filter(isThere)), { defaultValue: undefined });
  }

  /** How far it is on its way to what the end of the server's log was. */
  get howFar(): HowFar {
    return { position: Math.max(0, this.reached ?? 0), end: this.endSeen, events: this.index.count };
  }

  /** Ends soon only where the connection is closed, too. */
  async close(): Promise<void> {
    this.closing.abort();
    this.endLive?.();
    await this.ended;
    this.keeper?.close();
    this.grown.complete();
    this.taken.complete();
    this.progress.complete();
  }

  /** What was read before the last end is not read again. */
  private async takeOver(): Promise<void> {
    try {
      const kept = await this.keeper?.takeOver();
      if (!kept) return;
      this.index.restore(kept);
      this.aliens.restore({ count: kept.aliens.count, first: kept.aliens.shown });
      this.cuts.restore(kept.cuts);
      this.belonging.from = kept.ownFrom ?? undefined;
      this.scanned = kept.scanned;
      this.besideUpTo = kept.scanned;
      for (const recorded of kept.beside) this.sideStreamOf(recorded)?.add(recorded);
    } catch (error) {
      this.takingOver = undefined;
      throw this.connection.unavailable(error);
    }
  }

  private learned(streams: ReadonlySet<string>) {
    const { index, aliens, cuts, belonging } = this;
    const ids = [...streams];
    return {
      heads: ids.flatMap((streamId) => index.headOf(streamId) ?? []),
      alienEnds: ids.flatMap((streamId) => {
        const at = index.alienEndOf(streamId);
        return at === undefined ? [] : [[streamId, at] as const];
      }),
      scanned: this.reached ?? -1,
      ownFrom: belonging.from ?? null,
      cuts: cuts.all,
      aliens: { count: aliens.count, shown: aliens.shown },
    };
  }

  private sideStreamOf({ streamId }: RecordedEvent): SideStream | undefined {
    return this.sideStreams.find(({ prefix }) => streamId.startsWith(prefix));
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    const backoff = new Backoff(PAUSES);
    while (!signal.aborted) {
      const { count } = this.index;
      try {
        const atEnd = this.advance().then(() => (this.failure = undefined));
        await this.quiet(atEnd);
        await Promise.all([atEnd.catch((error: unknown) => this.endWith(error)), this.live()]);
        if (this.ending !== undefined) throw this.ending;
      } catch (error) {
        this.failure = this.connection.unavailable(error);
      }
      this.ending = undefined;
      if (this.index.count > count) backoff.reset();
      await pause(backoff.next(), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until pages have come to the end, or none comes for a while: then a subscription tells how far the server is. */
  private async quiet(atEnd: Promise<unknown>): Promise<void> {
    let isAtEnd = false;
    const over = () => void (isAtEnd = true);
    atEnd.then(over, over);
    this.heardAt = performance.now();
    while (!isAtEnd && performance.now() - this.heardAt < SILENT_MS) await pause(20);
  }

  private endWith(error: unknown): void {
    this.ending = error;
    this.endLive?.();
  }

  /** So far everything was taken in. */
  private get reached(): number | undefined {
    const { last } = this.index;
    return this.scanned === undefined || (last !== undefined && last > this.scanned) ? last : this.scanned;
  }

  /** @param position up to which nothing is missing */
  private passed(position: number): void {
    if (position <= (this.scanned ?? -1)) return;
    this.scanned = position;
    this.keeper?.soon();
    this.progress.next(position);
  }

  private async readOn(): Promise<void> {
    await this.checkLog();
    for (;;) {
      const end = await this.connection.end();
      // The server was put back from an older copy.
      if (end !== undefined && end < (this.scanned ?? -1)) this.scanned = undefined;
      this.endSeen = end ?? 0;
      const before = this.reached;
      if (end === undefined || end <= (before ?? -1)) return;
      try {
        await this.readPages();
        return this.passed(end);
      } catch (error) {
        if (error instanceof NoAnswer) await this.whileMoving();
        if (this.reached === before) throw error;
      }
    }
  }

  private async checkLog(): Promise<void> {
    if (!(await isSameLog(this.connection, this.index.lastOfStreams(MOST_COMPARED))))
      throw new StoreUnavailable('KurrentDB does not hold the last event that was read from it any more');
  }

  private async readPages(): Promise<void> {
    let from = this.reached;
    let reading: Promise<readonly RecordedEvent[]> | undefined = this.pageFrom(from);
    while (reading) {
      const page: readonly RecordedEvent[] = await reading;
      this.heardAt = performance.now();
      from = commitIn(page.at(-1)) ?? from;
      reading = page.length === PAGE ? this.pageFrom(from) : undefined;
      for (const recorded of page) this.take(recorded);
    }
  }

  /** Is read while the one before is worked on, and may be left alone. */
  private pageFrom(position: number | undefined): Promise<readonly RecordedEvent[]> {
    const page = this.connection.everything(position, PAGE);
    page.catch(() => undefined);
    return page;
  }

  /** Until the subscription comes no further: behind many events of others pages say nothing. */
  private async whileMoving(): Promise<void> {
    let at: number | undefined;
    let since = performance.now();
    while (!this.closing.signal.aborted && performance.now() - since < 2 * SILENT_MS) {
      if (this.reached !== at) [at, since] = [this.reached, performance.now()];
      await pause(20);
    }
  }

  /** Resolves when the subscription ends, however that comes. @throws StoreUnavailable for what no other would mend */
  private async live(): Promise<void> {
    let quiet: NodeJS.Timeout | undefined;
    let watch = () => {};
    let isOver = false;
    // The server may be ahead of what it gave by the last that it tells, and by no more.
    let told: number | undefined;
    const subscription = this.connection.subscribe(this.reached, (position) => {
      watch();
      // What came before it may still wait in the client, or was dropped by it.
      if (isOver || subscription.readableLength > 0) return;
      if (told !== undefined && position > told) this.passed(told);
      told = position;
    });
    try {
      await new Promise<void>((over, fail) => {
        this.endLive = over;
        watch = () => {
          clearTimeout(quiet);
          if (isOver) return;
          quiet = setTimeout(() => void this.look().then(watch, fail), this.quietMs);
        };
        watch();
        subscription.on('data', ({ event }) => {
          watch();
          try {
            if (!event) return;
            this.heard += 1;
            this.take(event);
            this.passed(commitIn(event)!);
          } catch (error) {
            fail(error);
          }
        });
        const ended = () => over();
        subscription.on('error', ended).on('end', ended).on('close', ended);
        if (this.closing.signal.aborted) over();
      });
    } finally {
      isOver = true;
      clearTimeout(quiet);
      this.endLive = undefined;
      subscription.removeAllListeners('data');
      void subscription.unsubscribe().catch(() => undefined);
      subscription.destroy();
    }
  }

  private take(recorded: RecordedEvent): void {
    const sideStream = this.sideStreamOf(recorded);
    if (sideStream) return this.takeBeside(sideStream, recorded);
    if (this.cuts.take(recorded)) return;
    const { prefix } = this.connection;
    const event = decode(prefix, recorded);
    if (isAlien(event)) return this.leaveOut(event, recorded);
    if (commitOf(event.position) <= (this.index.last ?? -1)) return;
    const { revision, streamId } = event;
    const at = Number(recorded.revision);
    const again = { stream: recorded.streamId, at, why: `revision ${revision} was there before it` };
    const isAgain = revision <= this.index.revisionOf(streamId);
    const alien = this.belonging.alien(event, recorded) ?? (isAgain ? again : undefined);
    if (alien) return this.leaveOut(alien, recorded);
    const added = this.index.add(event, at);
    this.keeper?.note(streamId, commitOf(event.position));
    this.taken.next(added);
    this.tellGrown();
  }

  private leaveOut(alien: Alien, recorded: RecordedEvent): void {
    const position = commitIn(recorded)!;
    if (position <= this.besideUpTo) return;
    this.besideUpTo = position;
    const streamId = alien.stream.slice(this.connection.prefix.length);
    this.index.passAlien(streamId, alien.at);
    this.keeper?.note(streamId);
    this.aliens.add({ count: 1, first: [alien] });
  }

  private takeBeside(sideStream: SideStream, recorded: RecordedEvent): void {
    const position = commitIn(recorded)!;
    if (position <= this.besideUpTo) return;
    sideStream.add(recorded);
    this.keeper?.noteBeside(recorded.streamId);
    this.besideUpTo = position;
  }
}
