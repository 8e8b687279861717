import type { DatabaseSync } from 'node:sqlite';
import type { Audit } from '../../compliance/audit.js';
import { sha256Hex } from '../../ledger/canonical.js';
import type { Instant } from '../../therapy/envelope.js';

type Cell = string | number;

/** The rows of a therapy, ready to be written. */
export interface Rows {
  readonly cessations: readonly (readonly Cell[])[];
  readonly findings: readonly (readonly Cell[])[];
  /** Equal for equal rows. */
  readonly digest: string;
}

/** @throws TypeError for what cannot be put into an order */
export function rowsOf(therapyId: string, audits: readonly Audit[]): Rows {
  const cessations = audits.flatMap(({ policy, cessations: found }) =>
    found.map((cessation) => {
      const { id, verdict, drug, cause, reachedZeroAt } = cessation;
      const body = JSON.stringify(cessation);
      return [policy.id, policy.version, orderly(reachedZeroAt), therapyId, id, verdict, drug, cause, body];
    }),
  );
  const findings = audits.flatMap(({ policy, findings: found }) =>
    found.map((finding) => {
      const { id, code, severity, at } = finding;
      return [policy.id, policy.version, orderly(at), therapyId, id, code, severity, JSON.stringify(finding)];
    }),
  );
  const digest = sha256Hex(new TextEncoder().encode(JSON.stringify([cessations, findings])));
  return { cessations, findings, digest };
}

/** As answers show it, to the millisecond. */
function orderly(at: Instant): number {
  const instant = Math.trunc(at);
  if (Number.isSafeInteger(instant)) return instant;
  throw new TypeError(`an instant of the audit is ${at}`);
}

/** In the place of those that the therapy had. */
export function replaceRows(
  database: DatabaseSync,
  therapyId: string,
  rows: Pick<Rows, 'cessations' | 'findings'>,
): void {
  for (const table of ['cessations', 'findings'] as const) {
    database.prepare(`DELETE FROM ${table} WHERE therapy_id = ?`).run(therapyId);
    const width = table === 'cessations' ? 9 : 8;
    const insert = database.prepare(
      `INSERT INTO ${table} VALUES (${Array.from({ length: width }, () => '?').join(', ')})`,
    );
    for (const row of rows[table]) insert.run(...row);
  }
}
