import { Logger } from '@nestjs/common';
import { packageInfo } from '../config/package-info.js';
import type { AppendGate } from '../event-store/append-gate.js';
import { DuplicateEventId, type EventStore, WrongExpectedRevision } from '../event-store/port.js';
import type { Clock } from '../repository/clock.js';
import { type Logged, StreamLog } from '../repository/stream-log.js';
import type { AccessLogPart } from '../streams/events/access-log-part.js';
import type { EventId, RecordedBy } from '../therapy/envelope.js';
import { Mutex } from '../waiting/semaphore.js';
import type { AccessThread } from './access-thread.js';
import { AccessLogContradicted } from './errors.js';
import { pruneBefore } from './retention.js';
import type { SharedLogs } from './shared-logs.js';

/** Sealed at most so often, ms, but for the start and the end of the service. */
const SEALED_EVERY_MS = 10 * 60_000;
/** How often it is tried anew where another service was first. */
const ATTEMPTS = 8;
/** Of the stream's end: the newest seal is there, unless other services share the ledger and seal alone for long. */
const LOOKED_BACK = [16, 1_024, Infinity] as const;

/** Nobody asked for it. */
const THE_SERVICE: RecordedBy = { subject: 'service', name: packageInfo.name, role: 'service' };

type Type = 'AccessLogSealed' | 'AccessLogPruned';

export interface SealsOf {
  readonly thread: AccessThread;
  readonly store: EventStore;
  readonly gate: AppendGate;
  /** By which events are recorded. */
  readonly clock: Clock;
  readonly retentionYears: number;
  /** Whose log it is, where each of several services keeps its own. */
  readonly service?: string;
  /** Where several services look into one ledger. */
  readonly shared?: SharedLogs;
  readonly onContradicted: (found: AccessLogContradicted) => void;
}

/** What the ledger says of the log of accesses: how far it is sealed, and how far it is gone. */
export class AccessSeals {
  private readonly logger = new Logger('Accesses');
  private readonly log: StreamLog<'access'>;
  private readonly mutex = new Mutex();
  private sealedAt = Number.NEGATIVE_INFINITY;
  /** Whether what is there was compared with what is sealed. */
  private isCompared = false;

  constructor(private readonly options: SealsOf) {
    this.log = new StreamLog(options.store, 'access');
  }

  /** Seals what came since, where that is due. Never rejects: what fails is tried again the next time. */
  async seal(when: 'where due' | 'now'): Promise<void> {
    try {
      await this.mutex.run(async () => {
        const isDue = Date.now() - this.sealedAt >= SEALED_EVERY_MS;
        if (when === 'now' || isDue) await this.sealed();
      });
    } catch (error) {
      if (error instanceof AccessLogContradicted) this.options.onContradicted(error);
      else this.logger.error({ msg: 'the log of accesses cannot be sealed', err: error as Error });
    }
  }

  /** Deletes whole months past their time, each once the ledger says so. Never rejects. */
  async prune(now: number): Promise<void> {
    try {
      await this.mutex.run(async () => {
        await this.options.shared?.upToDate();
        const before = pruneBefore(now, this.options.retentionYears);
        while (await this.pruneMonth(before));
      });
    } catch (error) {
      if (error instanceof AccessLogContradicted) this.options.onContradicted(error);
      this.logger.error({ msg: 'old records of accesses cannot be deleted', err: error as Error });
    }
  }

  private async sealed(): Promise<void> {
    const { thread } = this.options;
    const newest = await this.newest('AccessLogSealed');
    const after = newest?.size ?? 0;
    const { part } = await thread.ask({ kind: 'seal', after });
    if (newest && !this.isCompared) await this.compare(newest);
    this.isCompared = true;
    await this.options.shared?.send();
    if (part) await this.append('AccessLogSealed', part);
    this.sealedAt = Date.now();
  }

  /** @throws AccessLogContradicted */
  private async compare({ size, root }: AccessLogPart): Promise<void> {
    const { root: found } = await this.options.thread.ask({ kind: 'root', size });
    if (found !== root)
      throw new AccessLogContradicted(
        `the first ${size} records of the log of accesses are not those that the ledger sealed`,
      );
  }

  private async pruneMonth(before: number): Promise<boolean> {
    const { thread } = this.options;
    const sealed = (await this.newest('AccessLogSealed'))?.size ?? 0;
    const { part } = await thread.ask({ kind: 'prune', before, sealed });
    if (!part) return false;
    const said = (await this.newest('AccessLogPruned'))?.size ?? 0;
    if (said < part.size) await this.append('AccessLogPruned', part);
    await this.options.shared?.letGo(part.size);
    await thread.ask({ kind: 'forget', size: part.size });
    return true;
  }

  private async newest(type: Type): Promise<AccessLogPart | undefined> {
    const { service } = this.options;
    for (const most of LOOKED_BACK) {
      const last = await this.log.last(most);
      const parts = last.map(({ event }) => partIn(event, type));
      const found = parts.findLast((part) => part && part.service === service);
      if (found || last.length < most) return found;
    }
    return undefined;
  }

  private async append(type: Type, part: AccessLogPart): Promise<void> {
    const { gate, clock, service } = this.options;
    const data = service === undefined ? part : { ...part, service };
    const id = [type, ...(service === undefined ? [] : [service]), part.size].join('-') as EventId;
    for (let attempt = 1; ; attempt += 1) {
      await gate.waiting;
      try {
        return await this.log.append(await this.log.last(1), [{ id, type, data }], clock(), THE_SERVICE);
      } catch (error) {
        const raced = error instanceof WrongExpectedRevision || error instanceof DuplicateEventId;
        if (!raced || attempt === ATTEMPTS) throw error;
      }
    }
  }
}

const partIn = ({ type, data }: Logged<'access'>['event'], wanted: Type): AccessLogPart | undefined =>
  type === wanted && 'size' in data ? data : undefined;
