import type { SQLInputValue } from 'node:sqlite';
import { canonicalDrug } from '../infusion/drugs.js';
import type { Instant } from '../therapy/envelope.js';
import { reachCondition } from './reach-condition.js';
import type { Statement, Within } from './statement.js';

/** The place of a row in the order of a list: newest first, then by therapy and id. */
export interface Key {
  readonly at: Instant;
  readonly therapyId: string;
  readonly id: string;
}

interface Filter {
  readonly therapyId?: string;
  /** Inclusive, of `reachedZeroAt` or `at`. */
  readonly from?: Instant;
  /** Inclusive. */
  readonly to?: Instant;
}

export interface CessationFilter extends Filter {
  readonly verdict?: string;
  readonly drug?: string;
  readonly cause?: string;
}

export interface FindingFilter extends Filter {
  readonly code?: string;
  /** The id of what others share: a finding, an event or a gap. */
  readonly cause?: string;
  readonly severity?: string;
}

export interface Asked<Filters> {
  /** `id`, or `id@version` of the version in force; the default one if none is given. */
  readonly policy?: string;
  readonly filter: Filters;
  /** Rows behind this one. */
  readonly after?: Key;
  readonly limit: number;
}

/** A drug can be asked for by any of its names. */
const byKnownName = (columns: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  columns['drug'] === undefined ? columns : { ...columns, drug: canonicalDrug(columns['drug']) };

/** Each filter has an index that gives the rows in order. */
export function statementFor(
  table: 'cessations' | 'findings',
  policyId: string,
  { filter, after, limit }: Asked<CessationFilter | FindingFilter>,
  { reach, now }: Within,
): Statement {
  const conditions = ['policy = ?'];
  const values: SQLInputValue[] = [policyId];
  const add = (condition: string, ...more: SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...more);
  };
  const { from, to, therapyId, ...columns } = filter;
  for (const [column, value] of Object.entries({ therapy_id: therapyId, ...byKnownName(columns) }))
    if (value !== undefined) add(`${column} = ?`, value);
  if (from !== undefined) add('at >= ?', from);
  if (to !== undefined) add('at <= ?', to);
  if (after)
    add('at <= ? AND (at < ? OR (therapy_id, id) > (?, ?))', after.at, after.at, after.therapyId, after.id);
  const within = reachCondition(reach, table, now);
  if (within) add(within.sql, ...within.values);
  values.push(limit);
  const sql = `SELECT version, therapy_id, body, reviews FROM ${table} WHERE ${conditions.join(' AND ')} ORDER BY at DESC, therapy_id, id LIMIT ?`;
  return { sql, values };
}
