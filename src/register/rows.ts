import type { DatabaseSync } from 'node:sqlite';
import { claimOf } from '../access/care.js';
import type { Audit } from '../compliance/audit.js';
import type { Policy } from '../compliance/policies/policy.js';
import type { Review } from '../compliance/record/review.js';
import { sha256Hex } from '../ledger/canonical.js';
import type { CareSpan } from '../therapy/care.js';
import type { Instant } from '../therapy/envelope.js';
import type { ReservedCessation } from '../compliance/summary/reservations.js';
import type { PumpSummary } from './pump-summary.js';
import { type Reserving, reservingIn } from './reserving.js';
import { ATTENTION, NEVER_BEFORE, NEVER_DUE } from './schema.js';
import { type ToDo, isOverdue } from './to-do.js';

type Cell = string | number | null;
const TABLES = ['cessations', 'findings', 'glances', 'worklist', 'care'] as const;

/** The rows of a therapy, ready to be written. */
type Rows = Readonly<Record<(typeof TABLES)[number], readonly (readonly Cell[])[]>> & {
  /** Equal for equal rows. */
  readonly digest: string;
};

/** What people said of an item. Their reasons stay in the therapy's own audit: they may say something of the patient. */
export type Reviewed = Pick<Review, 'eventId' | 'outcome'>;

/** What the body of a cessation's row holds. */
export interface StoredCessation {
  readonly cessation: ReservedCessation;
  /** In the order of its reservations: a row of a list does not stand beside the findings. */
  readonly reservationFindings: readonly Reserving[];
}

/** A therapy by a policy. */
interface Judged {
  readonly audit: Audit;
  readonly toDo: ToDo;
}

/** @throws TypeError for what cannot be put into an order */
export function rowsOf(
  therapyId: string,
  summary: PumpSummary,
  judged: readonly Judged[],
  reviews: readonly Review[],
  care: readonly CareSpan[],
): Rows {
  const reviewsOf = (id: string): string =>
    JSON.stringify(
      reviews
        .filter(({ inference }) => inference === id)
        .map(({ eventId, outcome }): Reviewed => ({ eventId, outcome })),
    );
  return withDigest({
    cessations: judged.flatMap(({ audit: { policy, cessations, findings } }) => {
      const reserving = reservingIn(findings);
      return cessations.map((cessation) => {
        const { id, verdict, drug, cause, reachedZeroAt, reservations } = cessation;
        const key = [policy.id, policy.version, orderly(reachedZeroAt), therapyId, id];
        const body: StoredCessation = { cessation, reservationFindings: reserving(reservations) };
        return [...key, verdict, drug, cause, JSON.stringify(body), reviewsOf(id)];
      });
    }),
    findings: judged.flatMap(({ audit: { policy, findings } }) =>
      findings.map((finding) => {
        const { id, code, severity, cause, at } = finding;
        const key = [policy.id, policy.version, orderly(at), therapyId, id];
        return [...key, code, severity, cause ?? null, JSON.stringify(finding), reviewsOf(id)];
      }),
    ),
    glances: [[therapyId, JSON.stringify(summary)]],
    worklist: judged.map((one) => worklistRow(therapyId, summary, one)),
    care: careRows(therapyId, care),
  });
}

/** The times of a place follow one on another, without a gap, from always to always. */
const careRows = (therapyId: string, spans: readonly CareSpan[]): (readonly Cell[])[] =>
  spans.map(({ from, place, restricted }, index) => [
    therapyId,
    orderly(Math.max(from, NEVER_BEFORE)),
    orderly(Math.min(spans[index + 1]?.from ?? NEVER_DUE, NEVER_DUE)),
    place?.site ?? null,
    place ? claimOf(place) : null,
    restricted ? 1 : 0,
  ]);

function attentionOf(toDo: ToDo, now: Instant): number {
  const { critical, warning, info } = toDo.open;
  if (critical > 0) return ATTENTION.critical;
  if (isOverdue(toDo.next, now)) return ATTENTION.overdue;
  return warning > 0 ? ATTENTION.warning : info > 0 ? ATTENTION.info : ATTENTION.nothing;
}

function worklistRow(
  therapyId: string,
  summary: PumpSummary,
  { audit: { policy, asOf }, toDo }: Judged,
): Cell[] {
  const { critical, warning, info } = toDo.open;
  return [
    policy.id,
    policy.version,
    therapyId,
    attentionOf(toDo, asOf),
    critical,
    warning,
    info,
    toDo.toReview.length,
    toDo.next === null ? NEVER_DUE : orderly(Math.ceil(toDo.next.at)),
    summary.lastAt === null ? NEVER_BEFORE : orderly(summary.lastAt),
    summary.reservoir?.drug ?? null,
    summary.pump?.activity ?? 'no-pump',
    JSON.stringify(toDo),
  ];
}

/** Of a therapy whose audit fails: nothing but that, and who cares for the patient where that is known. */
export const setAsideRows = (
  therapyId: string,
  policies: readonly Policy[],
  care: readonly CareSpan[],
): Rows =>
  withDigest({
    cessations: [],
    findings: [],
    glances: [],
    worklist: policies.map(({ id, version }): Cell[] => {
      const counts = [0, 0, 0, 0];
      const key = [id, version, therapyId, ATTENTION.setAside, ...counts];
      return [...key, NEVER_DUE, NEVER_BEFORE, null, 'set-aside', null];
    }),
    care: careRows(therapyId, care),
  });

const digestOf = (rows: Omit<Rows, 'digest'>): string =>
  sha256Hex(new TextEncoder().encode(JSON.stringify(rows)));

const withDigest = (rows: Omit<Rows, 'digest'>): Rows => ({ ...rows, digest: digestOf(rows) });

/** As answers show it, to the millisecond. */
function orderly(at: Instant): number {
  const instant = Math.trunc(at);
  if (Number.isSafeInteger(instant)) return instant;
  throw new TypeError(`an instant of the audit is ${at}`);
}

/** In the place of those that the therapy had. */
export function replaceRows(database: DatabaseSync, therapyId: string, rows: Rows): void {
  for (const table of TABLES) {
    database.prepare(`DELETE FROM ${table} WHERE therapy_id = ?`).run(therapyId);
    const [first] = rows[table];
    if (!first) continue;
    const insert = database.prepare(`INSERT INTO ${table} VALUES (${first.map(() => '?').join(', ')})`);
    for (const row of rows[table]) insert.run(...row);
  }
}

/** Gives the digest of the rows that a therapy has in the file; null where it has none at all. */
export function storedDigests(database: DatabaseSync): (therapyId: string) => string | null {
  const statements = TABLES.map((table) =>
    database.prepare(`SELECT * FROM ${table} WHERE therapy_id = ? ORDER BY rowid`),
  );
  return (therapyId) => {
    const [cessations, findings, glances, worklist, care] = statements.map((statement) =>
      statement.all(therapyId).map((row) => Object.values(row) as Cell[]),
    ) as [Cell[][], Cell[][], Cell[][], Cell[][], Cell[][]];
    const rows = { cessations, findings, glances, worklist, care };
    return Object.values(rows).every(({ length }) => length === 0) ? null : digestOf(rows);
  };
}

/** A table with rows of a therapy that is not noted, where there is one. */
export const tableOfStrangers = (database: DatabaseSync): string | undefined =>
  TABLES.find((table) =>
    database
      .prepare(`SELECT 1 FROM ${table} WHERE therapy_id NOT IN (SELECT therapy_id FROM therapies) LIMIT 1`)
      .get(),
  );
