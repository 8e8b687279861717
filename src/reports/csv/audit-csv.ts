import type { Report } from '../../answers/report.js';
import { CSV_COLUMNS, type CsvColumn, type Row } from './columns.js';
import { csvOf } from './csv.js';
import { rowsOf } from './rows.js';

/** The audit as one table in which each row stands alone: what it is of, what it is, and the cells of its kind. */
export async function auditCsv({ audit, cited }: Report): Promise<string> {
  const about: Row = {
    therapyId: audit.therapyId,
    policy: audit.policy.id,
    policyVersion: audit.policy.version,
    asOf: audit.asOf,
    knownAt: audit.knownAt,
    auditHash: audit.auditHash,
  };
  const hashes = new Map(cited.map(({ id, hash }) => [id, hash]));
  const evidence = (ids: readonly string[]): Row => ({
    eventIds: ids.join(' '),
    eventHashes: ids.map((id) => hashes.get(id) ?? '').join(' '),
  });
  return csvOf(
    Object.keys(CSV_COLUMNS) as CsvColumn[],
    rowsOf(audit, evidence).map((row) => ({ ...about, ...row })),
  );
}
