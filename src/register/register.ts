import type { DatabaseSync } from 'node:sqlite';
import { Subject, firstValueFrom, of, timeout } from 'rxjs';
import { EVERYTHING, type Reach, reachesEverything } from '../access/reach.js';
import { type PolicyBook, type PolicyVersion, referenceOf } from '../compliance/policies/index.js';
import type { Finding } from '../compliance/rules/finding.js';
import type { EventStore } from '../event-store/port.js';
import type { Clock } from '../repository/clock.js';
import { RegisterBehind } from './register-behind.js';
import { UnknownPolicy } from '../answers/errors.js';
import { policyInForce } from '../answers/policy-in-force.js';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import { isDamaged } from '../sqlite/errors.js';
import type { Readers } from './runner/read-model.js';
import { policiesInForce, versionsOf } from './policies-in-force.js';
import { type Asked, type CessationFilter, type FindingFilter, statementFor } from './question.js';
import type { Reviewed, StoredCessation } from './rows.js';
import type { SetAside } from './set-aside.js';
import { type Behind, type Needed, type Page, RegisterReader, readPage } from './register-reader.js';
import { type TherapyAt, countUnassigned, therapiesWithin } from './therapies-within.js';
import { type WorklistAsked, worklistStatements } from './worklist-question.js';
import { type Worklist, readWorklist } from './worklist.js';

/** How long a question waits for the register to catch up, ms. */
const ANSWER_WITHIN_MS = 5_000;
/** Events that it has not even taken in are counted up to here. */
const MOST_COUNTED = 1_000;

interface Item {
  readonly therapyId: TherapyId;
  readonly policy: { readonly id: string; readonly version: string };
  readonly reviews: readonly Reviewed[];
}

export type RegisteredCessation = Item & StoredCessation;
export type RegisteredFinding = Item & { readonly finding: Finding };

export interface Registered<Kind> {
  readonly items: readonly Kind[];
  /** Therapies whose items are missing, since their audit fails. */
  readonly setAside: readonly TherapyId[];
}

/**
 * Cessations and findings over all therapies, as of now. A question is answered only from a register that knows
 * everything that was acknowledged when it was asked, and whose rows hold then; it waits some seconds for that.
 *
 * While the register is made anew beside an older file, for another release or other policies, the older one answers as
 * long as it is up to date in the same sense, and for policies whose versions are the same byte for byte: its rows are
 * then what they were before the restart, judged by the code of the release before. The first event, or the first
 * instant at which a row may change, ends that, and questions wait for the new file.
 */
export class Register implements Readers {
  /** A question waits for the register to catch up. */
  readonly wanted = new Subject<void>();
  /** The file cannot be read. */
  readonly broken = new Subject<void>();
  private readonly progress = new Subject<void>();
  private path: string | undefined;
  private reader: RegisterReader | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly clock: Clock,
    private readonly answerWithinMs = ANSWER_WITHIN_MS,
  ) {}

  /** @throws UnknownPolicy, RegisterBehind, StoreUnavailable */
  async cessations(
    asked: Asked<CessationFilter>,
    reach: Reach = EVERYTHING,
  ): Promise<Registered<RegisteredCessation>> {
    const { rows, setAside } = await this.page('cessations', asked, reach);
    return {
      items: rows.map(({ body, ...item }) => ({ ...item, ...(body as StoredCessation) })),
      setAside,
    };
  }

  /** @throws UnknownPolicy, RegisterBehind, StoreUnavailable */
  async findings(
    asked: Asked<FindingFilter>,
    reach: Reach = EVERYTHING,
  ): Promise<Registered<RegisteredFinding>> {
    const { rows, setAside } = await this.page('findings', asked, reach);
    return { items: rows.map(({ body, ...item }) => ({ ...item, finding: body as Finding })), setAside };
  }

  opened(path: string): void {
    this.reader?.close();
    this.reader = undefined;
    this.path = path;
    this.progress.next();
  }

  async release(): Promise<void> {
    this.reader?.close();
    this.reader = this.path = undefined;
  }

  /** The register may have caught up. */
  progressed(): void {
    this.progress.next();
  }

  /** @throws UnknownPolicy, RegisterBehind, StoreUnavailable */
  async worklist(asked: WorklistAsked, reach: Reach = EVERYTHING): Promise<Worklist> {
    return this.upToDate(reach, asked.policy, (database, { now, policy: { policy } }) => ({
      policy: { id: policy.id, version: policy.version },
      ...readWorklist(database, worklistStatements(policy.id, asked, { reach, now }), now),
    }));
  }

  /**
   * Therapies within reach, in order of their id, strictly after one.
   * @throws RegisterBehind, StoreUnavailable
   */
  async therapies(reach: Reach, after: string | undefined, limit: number): Promise<readonly TherapyAt[]> {
    return this.upToDate(reach, undefined, (database, { now }) =>
      therapiesWithin(database, { reach, now }, after, limit),
    );
  }

  /** Of how many therapies nobody said where the patient is cared for. @throws RegisterBehind, StoreUnavailable */
  async unassigned(): Promise<number> {
    return this.upToDate(EVERYTHING, undefined, (database, { now }) => countUnassigned(database, now));
  }

  /** Why the register shows nothing of a therapy, where that is so; as far as it came, without waiting. */
  setAside(therapyId: TherapyId): SetAside | undefined {
    return this.read((reader) => reader.setAside(therapyId));
  }

  private page(
    table: 'cessations' | 'findings',
    asked: Asked<CessationFilter | FindingFilter>,
    reach: Reach,
  ): Promise<Page> {
    return this.upToDate(reach, asked.policy, (database, { now, policy: { policy } }) => {
      const within = { reach, now };
      const statement = statementFor(table, policy.id, asked, within);
      return readPage(database, statement, policy.id, asked.filter.therapyId, within);
    });
  }

  private async upToDate<Answer>(
    reach: Reach,
    reference: string | undefined,
    answer: (database: DatabaseSync, needed: Needed) => Answer,
  ): Promise<Answer> {
    const now = this.clock();
    const policy = this.inForce(reference, now);
    const position = await this.store.lastPosition();
    const needed = { now, position, policy, versions: versionsOf(this.policies, policy.policy.id) };
    const until = performance.now() + this.answerWithinMs;
    for (;;) {
      const result = this.read((reader) => reader.read(needed, (database) => answer(database, needed)));
      if (result && 'answer' in result) return result.answer;
      const left = until - performance.now();
      if (left <= 0)
        throw reachesEverything(reach) ? await this.behind(result?.behind, needed) : new RegisterBehind();
      const progress = firstValueFrom(
        this.progress.pipe(timeout({ first: left, with: () => of(undefined) })),
      );
      this.wanted.next();
      await progress;
    }
  }

  /** @throws UnknownPolicy also for a version that is known and not in force: the register holds no others */
  private inForce(reference: string | undefined, now: Instant): PolicyVersion {
    const found = policyInForce(this.policies, reference, now);
    if (this.policies.isInForce(found, now)) return found;
    const inForce = policiesInForce(this.policies, now);
    throw new UnknownPolicy(referenceOf(found), inForce.map(referenceOf));
  }

  private read<Answer>(ask: (reader: RegisterReader) => Answer): Answer | undefined {
    if (!this.path) return undefined;
    try {
      return ask((this.reader ??= new RegisterReader(this.path)));
    } catch (error) {
      if (!isDamaged(error)) throw error;
      this.broken.next();
      return undefined;
    }
  }

  private async behind(found: Behind | undefined, { position }: Needed): Promise<RegisterBehind> {
    const unread = await this.store.readAll(found?.position, MOST_COUNTED);
    const missing = unread.filter((event) => position !== undefined && event.position <= position).length;
    return new RegisterBehind({
      events: missing + (found?.backlog?.events ?? 0),
      therapies: found?.backlog?.therapies,
      isAtLeast: unread.length === MOST_COUNTED,
    });
  }
}
