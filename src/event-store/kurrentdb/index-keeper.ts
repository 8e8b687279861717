import { StreamNotFoundError, type RecordedEvent } from '@kurrent/kurrentdb-client';
import { Semaphore } from '../../waiting/semaphore.js';
import type { Connection } from './connection.js';
import type { Kept, KeptIndex, Learned } from './kept-index.js';
import { commitIn } from './position.js';
import { isSameLog } from './same-log.js';

/** Kept after so many events, or so long after the first of them, ms. */
const MOST_LEARNED = 1_000;
const KEPT_AFTER_MS = 1_000;
const READS_AT_ONCE = 12;

/** What a start takes over instead of reading it from the log. */
export interface TakenOver extends Kept {
  /** Of the side streams, as far as the log was read. */
  readonly beside: readonly RecordedEvent[];
}

/** Keeps what the follower learns, and gives it to the next start where it fits to the server. */
export class IndexKeeper {
  private positions: number[] = [];
  private streams = new Set<string>();
  private sideStreams = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  /** @param learned tells what is known now, of these streams what is new */
  constructor(
    private readonly kept: KeptIndex,
    private readonly connection: Connection,
    private readonly learned: (streams: ReadonlySet<string>) => Omit<Learned, 'positions' | 'sideStreams'>,
  ) {}

  /** Undefined where nothing is kept, or it is of another log. @throws StoreUnavailable */
  async takeOver(): Promise<TakenOver | undefined> {
    const kept = this.kept.load();
    if (!kept) return undefined;
    const beside = (await this.fits(kept)) ? await this.besideOf(kept) : undefined;
    if (beside) return { ...kept, beside };
    this.kept.clear();
    return undefined;
  }

  /** @param position of an event of the log; undefined for what is none */
  note(streamId: string, position?: number): void {
    this.streams.add(streamId);
    if (position !== undefined) this.positions.push(position);
    this.soon();
  }

  noteBeside(stream: string): void {
    this.sideStreams.add(stream);
    this.soon();
  }

  /** What was learned is written down soon. */
  soon(): void {
    if (this.positions.length >= MOST_LEARNED) this.keep();
    else this.timer ??= setTimeout(() => this.keep(), KEPT_AFTER_MS).unref();
  }

  close(): void {
    this.keep();
    this.kept.close();
  }

  private keep(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { positions, streams, sideStreams } = this;
    try {
      this.kept.keep({ ...this.learned(streams), positions, sideStreams });
    } catch {
      // All of it stands on the server: where the disk is full it is kept later, or read again at the next start.
      return;
    }
    [this.positions, this.streams, this.sideStreams] = [[], new Set(), new Set()];
  }

  private fits({ heads }: Kept): Promise<boolean> {
    return isSameLog(
      this.connection,
      heads.toSorted((a, b) => b.position - a.position),
    );
  }

  /** Undefined where one of the side streams cannot be read whole. */
  private async besideOf({ sideStreams, scanned }: Kept): Promise<readonly RecordedEvent[] | undefined> {
    const turns = new Semaphore(READS_AT_ONCE);
    const isRead = (recorded: RecordedEvent) => commitIn(recorded)! <= scanned;
    try {
      const all = await Promise.all(
        sideStreams.map((name) => turns.run(async () => (await this.connection.wholeStream(name)) ?? [])),
      );
      const isWhole = all.every(([first]) => first === undefined || Number(first.revision) === 0);
      return isWhole ? all.flat().filter(isRead) : undefined;
    } catch (error) {
      if (error instanceof StreamNotFoundError) return undefined;
      throw error;
    }
  }
}
