import type { DatabaseSync } from 'node:sqlite';
import { auditsNow } from '../compliance/audit.js';
import { type PolicyBook } from '../compliance/policies/index.js';
import { reviewsIn, signaturesIn } from '../compliance/record/review.js';
import { StoreUnavailable, type StoredEvent } from '../event-store/port.js';
import { therapyOf } from '../streams/streams.js';
import { type CareSpan, careRecord, careSpans } from '../therapy/care.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import { actedBy, effectiveFacts } from '../therapy/timeline.js';
import type { LogReader, Projection, Write } from './runner/projection.js';
import { pumpSummaryOf } from './pump-summary.js';
import { nextInForce, policiesInForce, versionsOf } from './policies-in-force.js';
import { replaceRows, rowsOf, setAsideRows } from './rows.js';
import { REGISTER_SCHEMA, REGISTER_VERSION } from './schema.js';
import { type Failed, againAt, reasonOf } from './set-aside.js';
import { cessationsIn } from './signed.js';
import { TherapyEvents } from './therapy-events.js';
import { countOthers } from './others.js';
import { disagreementIn } from './disagreement.js';
import type { Seal } from './runner/seal.js';
import { type DueTherapy, computed, dueTherapies, sealTherapy } from './therapies.js';
import { overdueFrom, toDoOf } from './to-do.js';

/**
 * How long one batch of work may take, ms, before other work runs. Rows of one therapy touch pages all over the
 * indexes: to write many therapies at once takes far fewer.
 */
const PIECE_MS = 200;

export const REGISTER = { name: 'register', version: REGISTER_VERSION } as const;

interface RegisterOptions {
  readonly policies: PolicyBook;
  readonly seal: Seal;
  /** Of the code that audits: other code may come to other rows. */
  readonly calculation: string;
  /**
   * A therapy whose audit fails is set aside. It is tried again a few times, and when something more is recorded of it or
   * other code audits it.
   */
  readonly onSetAside: (failed: Failed) => void;
}

/**
 * Cessations and findings of all therapies as of now, under the version in force of every policy, and a summary
 * of each pump. A therapy is audited when something was recorded of it, and again when its rows, or the policies, may change by
 * the time alone.
 */
export class RegisterProjection implements Projection {
  readonly name = REGISTER.name;
  readonly version = REGISTER.version;
  readonly inputs: string;
  readonly schema: string;
  readonly seal: Seal;
  private readonly events = new TherapyEvents();

  constructor(private readonly options: RegisterOptions) {
    const versions = options.policies.ids.map((id) => [id, versionsOf(options.policies, id)] as const);
    this.seal = options.seal;
    this.inputs = JSON.stringify([options.calculation, versions]);
    const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
    const known = versions.map(
      ([id, all]) => `INSERT INTO policies (id, versions) VALUES (${quoted(id)}, ${quoted(all)});`,
    );
    this.schema = [REGISTER_SCHEMA, ...known].join('\n');
  }

  apply(database: DatabaseSync, events: readonly StoredEvent[]): void {
    const note = database.prepare(`
      INSERT INTO therapies (therapy_id, revision, noted) VALUES (?, ?, ?)
      ON CONFLICT (therapy_id) DO UPDATE SET
        revision = excluded.revision,
        noted = CASE WHEN excluded.revision > computed_revision THEN coalesce(noted, excluded.noted) END
      RETURNING *`);
    const ofTherapies = events.filter(({ streamId }) => therapyOf(streamId) !== undefined);
    countOthers(database, this.seal, events.length - ofTherapies.length);
    const first = new Map(ofTherapies.toReversed().map(({ streamId, position }) => [streamId, position]));
    const last = new Map(ofTherapies.map(({ streamId, revision }) => [streamId, revision]));
    for (const [therapyId, position] of first)
      sealTherapy(database, this.seal, note.get(therapyId, last.get(therapyId)!, position));
  }

  disagreement(database: DatabaseSync, taken: number): string | undefined {
    return disagreementIn(database, this.seal, taken);
  }

  async work(database: DatabaseSync, log: LogReader, now: Instant): Promise<Write | undefined> {
    const begun = performance.now();
    const writes: Write[] = [];
    for (const therapy of dueTherapies(database, now)) {
      writes.push(await this.audit(database, log, therapy, now));
      if (performance.now() - begun > PIECE_MS) break;
    }
    if (writes.length === 0) return undefined;
    return () => {
      for (const write of writes) write();
    };
  }

  private async audit(
    database: DatabaseSync,
    log: LogReader,
    therapy: DueTherapy,
    now: Instant,
  ): Promise<Write> {
    const read = await this.read(log, therapy);
    if ('error' in read) return this.setAside(database, therapy, read.error, now);
    const { events } = read;
    const { therapyId, digest } = therapy;
    const { policies } = this.options;
    const inForce = policiesInForce(policies, now).map(({ policy }) => policy);
    try {
      const question = { policies: inForce, asOf: now, knownAt: Number.POSITIVE_INFINITY };
      const { scenario, audits, holdUntil } = auditsNow(events, question);
      const facts = effectiveFacts(events);
      const judgements = {
        reviews: reviewsIn(facts),
        signatures: signaturesIn(events),
        cessationsOf: cessationsIn(events, policies),
      };
      const isErased = facts.some(({ type }) => type === 'PatientErased');
      const present = { ...scenario, acted: actedBy({ acting: scenario.known }, now) };
      const { summary, until: summaryUntil } = pumpSummaryOf(
        present,
        { events: events.length, isErased },
        now,
      );
      const judged = audits.map((audit) => ({ audit, toDo: toDoOf(audit, summary, present, judgements) }));
      const rows = rowsOf(therapyId, summary, judged, judgements.reviews, careSpans(careRecord(events)));
      const overdue = judged.map(({ toDo }) => overdueFrom(toDo, now));
      const due = Math.min(holdUntil, summaryUntil, ...overdue, nextInForce(policies, now));
      const revision = events.length;
      return () => {
        if (rows.digest !== digest) replaceRows(database, therapyId, rows);
        computed(database, this.seal, therapyId, { revision, due, digest: rows.digest });
      };
    } catch (error) {
      return this.setAside(database, therapy, error, now, events);
    }
  }

  /** @param events undefined where they cannot be read */
  private setAside(
    database: DatabaseSync,
    therapy: DueTherapy,
    error: unknown,
    now: Instant,
    events?: readonly Sealed[],
  ): Write {
    const { policies, onSetAside } = this.options;
    const { therapyId, revision, failures } = therapy;
    const attempt = (failures?.attempts ?? 0) + 1;
    const again = againAt(error, attempt, now);
    onSetAside({ therapyId, error, attempt, againAt: again });
    const inForce = policiesInForce(policies, now).map(({ policy }) => policy);
    const due = Math.min(again, nextInForce(policies, now));
    const setAside = { reason: reasonOf(error), since: failures?.since ?? now, attempts: attempt };
    return () => {
      const rows = setAsideRows(therapyId, inForce, careOf(events));
      replaceRows(database, therapyId, rows);
      computed(database, this.seal, therapyId, { revision, due, digest: rows.digest, setAside });
    };
  }

  /**
   * All events of a therapy, or why they cannot be read though the log answers.
   * @throws StoreUnavailable where the log does not answer at all, for which no therapy can be blamed
   */
  private async read(
    log: LogReader,
    { therapyId, revision }: DueTherapy,
  ): Promise<{ readonly events: readonly Sealed[] } | { readonly error: unknown }> {
    const all = async () => {
      const events = await this.events.of(log, therapyId);
      if (events.length >= revision) return { events };
      throw new StoreUnavailable(
        `the log gives ${events.length} events of ${therapyId}, of which it held ${revision} before`,
      );
    };
    try {
      return await all();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) return { error };
      await log.readAll(undefined, 1);
      return all().catch((again: unknown) => ({ error: again }));
    }
  }
}

/** None where it cannot be told. */
function careOf(events: readonly Sealed[] | undefined): readonly CareSpan[] {
  try {
    return events ? careSpans(careRecord(events)) : [];
  } catch {
    return [];
  }
}
