import { Logger } from '@nestjs/common';
import { partsOf } from '../access/log/parts.js';
import { Fault } from '../faults/fault.js';
import type { Clock } from '../repository/clock.js';
import { AccessLog, type Noted } from './access-log.js';
import type { AccessThread } from './access-thread.js';
import { entryOf } from './entry-of.js';
import { AccessLogContradicted, AccessLogUnavailable } from './errors.js';
import { NoteQueue } from './note-queue.js';
import type { Who } from './sealed-who.js';
import type { SharedLogs } from './shared-logs.js';

export interface KeptIn {
  readonly thread: AccessThread;
  readonly who: Who;
  readonly clock: Clock;
  /** By which this service is known to others. */
  readonly service: string;
  /** Where several services look into one ledger. */
  readonly shared?: SharedLogs;
}

/** The log of who looked, in its file. */
export class KeptAccessLog extends AccessLog {
  readonly isOn = true;
  private readonly logger = new Logger('Accesses');
  private readonly queue: NoteQueue;
  private found: AccessLogContradicted | undefined;
  private failure: AccessLogUnavailable | undefined;

  constructor(private readonly kept: KeptIn) {
    super();
    const { thread, shared } = kept;
    this.queue = new NoteQueue(thread, shared && (() => shared.send()));
  }

  get state(): { readonly status: 'kept' | 'unavailable' | 'contradicted'; readonly detail?: string } {
    if (this.found) return { status: 'contradicted', detail: this.found.message };
    if (this.failure) return { status: 'unavailable', detail: this.failure.message };
    return { status: 'kept' };
  }

  override async note(noted: Noted): Promise<void> {
    const { who, clock, service } = this.kept;
    if (this.found) throw this.found;
    const at = new Date(clock()).toISOString();
    const digest = (text: string) => who.digest('parameter', text);
    await this.trying(async () => {
      const sealed = await who.sealed(noted);
      const entries = partsOf(entryOf(noted, sealed, { at, service, digest }));
      const { keys, sealed: beside } = sealed;
      await Promise.all(entries.map((entry) => this.queue.add({ entry, keys, sealed: beside })));
    });
  }

  override async ready(): Promise<void> {
    if (this.found) throw this.found;
    // After a failure only writing shows whether it would be written again.
    if (!this.failure) return;
    const { thread, shared } = this.kept;
    await this.trying(async () => {
      await thread.ask({ kind: 'probe' });
      await shared?.send();
    });
  }

  override async upToDate(): Promise<void> {
    if (this.found) throw this.found;
    const { shared } = this.kept;
    if (shared) await this.trying(() => shared.upToDate());
  }

  /** What is in it is not what it was: nothing is disclosed any more. */
  contradict(found: AccessLogContradicted): void {
    if (this.found) return;
    this.found = found;
    this.logger.error({
      msg: 'the log of who looked is not what it was; nothing is disclosed',
      why: found.message,
    });
  }

  async close(): Promise<void> {
    await this.queue.idle();
    await this.kept.thread.close();
  }

  /** @throws AccessLogUnavailable, AccessLogContradicted */
  private async trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.failure = undefined;
    } catch (error) {
      if (error instanceof AccessLogContradicted) this.contradict(error);
      if (error instanceof AccessLogContradicted || !(error instanceof Fault)) throw error;
      throw this.failed(error);
    }
  }

  private failed(error: Fault): AccessLogUnavailable {
    const failure =
      error instanceof AccessLogUnavailable
        ? error
        : new AccessLogUnavailable(error.message, { cause: error });
    if (!this.failure)
      this.logger.error({ msg: 'who looks cannot be written down; nothing is disclosed', err: failure });
    return (this.failure = failure);
  }
}
