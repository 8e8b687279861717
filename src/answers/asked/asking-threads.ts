import type { DefaultPolicy, PolicyBook, PolicyVersion } from '../../compliance/policies/index.js';
import { AuditTooLong } from '../../compliance/rules/tip-window.js';
import type { TherapyRecord } from '../../repository/therapy-record.js';
import { asker } from '../../threads/asker.js';
import { TookTooLong } from '../../threads/errors.js';
import { Pool } from '../../threads/pool.js';
import type { Answer, Asked, Question } from './answers.js';
import type { Asking } from './asking.js';
import type { Reached } from './kept-therapies.js';
import { TooLong } from './too-long.js';

/** No question of one therapy may take longer, ms. */
const LIMIT_MS = 30_000;
/** So many events are sent at once: the event loop waits for as long as that takes. */
const AT_ONCE = 500;

/** What each thread is given at its start. */
export interface AnswersData {
  readonly policies: readonly PolicyVersion[];
  readonly defaults: readonly DefaultPolicy[];
}

/** A question as a thread is asked it. */
export interface AskedOf<Name extends Question = Question> {
  readonly name: Name;
  readonly asked: Asked<Name>;
  readonly reached: Reached;
}

/** Answers in threads, beside the event loop; those of one therapy one after the other. */
export class AskingThreads implements Asking {
  private readonly pool: Pool;
  private readonly tooLong = new TooLong();

  constructor(
    { versions, defaults }: PolicyBook,
    private readonly limitMs = LIMIT_MS,
  ) {
    this.pool = new Pool({
      script: new URL('./answers.worker.js', import.meta.url),
      data: { policies: versions, defaults } satisfies AnswersData,
      limitMs,
    });
  }

  async ask<Name extends Question>(
    record: TherapyRecord,
    name: Name,
    asked: Asked<Name>,
  ): Promise<Answer<Name>> {
    const { therapyId, revision } = record;
    const reached = { therapyId, revision, hash: record.hashOf(revision) };
    if (this.tooLong.has(reached, name, asked)) throw this.fault();
    try {
      const answer = await this.pool.do({
        key: therapyId,
        message: { name, asked, reached } satisfies AskedOf<Name>,
        supply: (after) => record.filed(after as number, Math.min(AT_ONCE, revision - (after as number))),
        signal: asker(),
      });
      return answer as Answer<Name>;
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      this.tooLong.add(reached, name, asked);
      throw this.fault();
    }
  }

  /** Called when the application has ended, after the last request was answered. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }

  private fault(): AuditTooLong {
    return new AuditTooLong(
      `it takes longer than ${this.limitMs / 1000} s to work out, which grows with dates that are known by the day only and with programs that follow fast on one another; ask as of an earlier instant, for less knowledge or a shorter time, or state the dates to the minute`,
    );
  }
}
