import { randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { EventStore, StoredEvent } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { wordsHashOf } from '../streams/events/clock-accepted.js';
import { CLOCK_LATITUDE_MS } from '../therapy/clock-latitude.js';
import type { EventId, Instant, RecordedBy } from '../therapy/envelope.js';
import { CLOCK, type Clock } from './clock.js';
import { ClockBook, type ClockEntry, openJump } from './clock-book.js';
import { ClockDoubtful, type KnownInstant, doubtAtStart, doubtOf, isBeforeAll, iso } from './clock-doubt.js';
import { UnreadableEvent } from './errors.js';
import { ledgerEventIn } from './stored.js';
import { StreamLog } from './stream-log.js';

const SALT_BYTES = 16;

/** Why the clock is right, and who says so. */
interface Words {
  readonly reason: string;
  readonly authority: string;
}

/** Clocks that are never set, ms from anywhere. */
export interface SteadyClocks {
  /** Stands still while the machine sleeps. */
  awake(): number;
  /** Costs more to ask. */
  sinceBoot(): number;
}

export const STEADY_CLOCKS = Symbol('SteadyClocks');

export const steadyClocks: SteadyClocks = {
  awake: () => performance.now(),
  sinceBoot: () => uptime() * 1_000,
};

/** The clock by which events are recorded: compared with the log, with what is known of it, and with its own course. */
@Injectable()
export class ClockWatch implements OnModuleInit {
  private readonly logger = new Logger('Clock');
  private readonly book: ClockBook;
  private readonly accepted: StreamLog<'clock'>;
  private readonly began: Readonly<Record<'now' | 'awake' | 'sinceBoot', number>>;
  private lastKnown: KnownInstant | undefined;
  private acceptedLogEnd: Instant | undefined;
  private sinceStart: string | undefined;
  private isAhead = false;

  constructor(
    @Inject(Settings) { dataDir }: Pick<Settings, 'dataDir'>,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(STEADY_CLOCKS) private readonly steady: SteadyClocks,
  ) {
    this.book = new ClockBook(dataDir);
    this.accepted = new StreamLog(store, 'clock');
    this.began = { now: clock(), awake: steady.awake(), sinceBoot: steady.sinceBoot() };
  }

  async onModuleInit(): Promise<void> {
    this.store.learned.subscribe((event) => this.learn(event));
    const events = await this.store.count();
    if (events > 0) for (const event of await this.store.readFrom(events - 1, 1)) this.learn(event);
    this.begin(this.book.entries());
    if (this.doubt !== undefined) this.logger.error({ msg: 'the clock is doubtful', detail: this.doubt });
  }

  /** To record by. @throws ClockDoubtful */
  now(): Instant {
    const { doubt } = this;
    if (doubt !== undefined) throw new ClockDoubtful(doubt);
    return this.clock();
  }

  /** Why nothing is recorded by the clock, without capital or full stop. */
  get doubt(): string | undefined {
    const now = this.clock();
    const offCourseMs = this.offCourse(now);
    this.note(now, offCourseMs);
    const { lastKnown, acceptedLogEnd } = this;
    return this.sinceStart ?? doubtOf({ now, offCourseMs, lastKnown, acceptedLogEnd });
  }

  /** A checkpoint was signed then: the clock was not behind that. To be told before the start is over. */
  signed(at: Instant): void {
    this.know({ at, what: 'checkpoint' });
  }

  /**
   * A person takes the clock for right: an event of the ledger, with its words beside it. The next start believes it.
   * @throws ClockDoubtful where no person can be right; StoreUnavailable, LedgerContradicted, and WrongExpectedRevision
   * where somebody accepts another clock at the same time
   */
  async accept(why: Words, by: RecordedBy): Promise<void> {
    const { doubt } = this;
    const now = this.clock();
    if (isBeforeAll(now)) throw new ClockDoubtful(doubt!);
    const lastKnown = this.lastKnown && iso(this.lastKnown.at);
    const salt = randomBytes(SALT_BYTES).toString('base64url');
    const wordsHash = wordsHashOf({ ...why, salt });
    const standing = doubt === undefined ? {} : { doubt };
    const data = { ...standing, ...(lastKnown !== undefined && { lastKnown }), wordsHash };
    await this.accepted.append(
      await this.accepted.all(),
      [{ id: wordsHash as EventId, type: 'ClockAccepted', data }],
      now,
      by,
    );
    const remembered = lastKnown === undefined ? {} : { lastRecorded: lastKnown };
    this.book.add({
      type: 'accepted',
      at: iso(now),
      ...standing,
      ...remembered,
      ...why,
      by: by.subject,
      salt,
    });
  }

  entries(): readonly ClockEntry[] {
    return this.book.entries();
  }

  private begin(entries: readonly ClockEntry[]): void {
    const { now } = this.began;
    const accepted = entries.findLast((entry) => entry.type === 'accepted');
    if (accepted?.lastRecorded !== undefined) this.acceptedLogEnd = Date.parse(accepted.lastRecorded);
    const open = openJump(entries, now);
    if (open?.isSetRight) this.book.add({ ...SET_RIGHT, at: iso(now) });
    else if (open) this.sinceStart = `the clock was set forward at ${open.jump.at}, and nobody accepted it`;
    const known = [this.lastKnown?.at, accepted && Date.parse(accepted.at)].filter((at) => at !== undefined);
    if (known.length > 0) this.sinceStart ??= doubtAtStart(now, Math.max(...known));
  }

  /** What cannot be read is for the comparison with the checkpoint to find. */
  private learn(event: StoredEvent): void {
    let recorded = Number.NaN;
    try {
      recorded = Date.parse(ledgerEventIn(event).recordedAt);
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
    }
    this.know({ at: recorded, what: 'event' });
  }

  private know(instant: KnownInstant): void {
    if (instant.at > (this.lastKnown?.at ?? Number.NEGATIVE_INFINITY)) this.lastKnown = instant;
  }

  private offCourse(now: Instant): number {
    const { began, steady } = this;
    const off = now - began.now - (steady.awake() - began.awake);
    if (Math.abs(off) <= CLOCK_LATITUDE_MS) return off;
    return now - began.now - (steady.sinceBoot() - began.sinceBoot);
  }

  /** So that another start does not take the clock for right. */
  private note(now: Instant, offCourseMs: number): void {
    const isAhead = offCourseMs > CLOCK_LATITUDE_MS;
    if (isAhead === this.isAhead) return;
    this.isAhead = isAhead;
    const aheadMs = Math.round(offCourseMs);
    const entry = { at: iso(now), ...(isAhead ? { type: 'jumped' as const, aheadMs } : SET_RIGHT) };
    this.logger.warn({ msg: 'the clock was set while the service ran', ...entry });
    try {
      this.book.add(entry);
    } catch (error) {
      this.logger.error({ msg: 'what became of the clock cannot be written', err: error });
    }
  }
}

const SET_RIGHT = { type: 'set-right' } as const;
