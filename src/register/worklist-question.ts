import type { SQLInputValue } from 'node:sqlite';
import type { Severity } from '../compliance/rules/catalogue.js';
import { canonicalDrug } from '../infusion/drugs.js';
import { DAY_MS } from '../infusion/schedule.js';
import type { Instant } from '../therapy/envelope.js';
import type { Statement, Within } from './statement.js';
import { reachCondition } from './reach-condition.js';
import { ATTENTION } from './schema.js';

export const WORKLIST_ORDERS = ['attention', 'due', 'last', 'therapy'] as const;
type WorklistOrder = (typeof WORKLIST_ORDERS)[number];

/** What a pump does, or why that is not known. */
export const ACTIVITIES = [
  'running',
  'stopped',
  'not-programmed',
  'motor-stall',
  'reservoir-empty',
  'reservoir-emptied',
  'end-of-service',
  'therapy-ended',
  'no-pump',
  'set-aside',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

export interface WorklistFilter {
  /** A part of the therapy's id, in whatever case. */
  readonly search?: string;
  readonly drug?: string;
  readonly activity?: string;
  /** With open findings as grave as this, or graver. */
  readonly severity?: Severity;
  /** With cessations that nobody reviewed or signed. */
  readonly toReview?: boolean;
  /** Something is due within so many days, or overdue. */
  readonly dueInDays?: number;
}

export interface WorklistAsked {
  /** `id`, or `id@version` of the version in force; the default one if none is given. */
  readonly policy?: string;
  readonly filter: WorklistFilter;
  readonly order: WorklistOrder;
  /** Rows before these. */
  readonly skip: number;
  readonly limit: number;
}

/** Each is the order of an index. */
const ORDERS: Readonly<Record<WorklistOrder, string>> = {
  attention: 'attention DESC, next_due, therapy_id',
  due: 'next_due, therapy_id',
  last: 'last_at DESC, therapy_id',
  therapy: 'therapy_id',
};

/** How many open findings are as grave, or graver. */
const AS_GRAVE: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  warning: 'critical + warning',
  info: 'critical + warning + info',
};

export interface WorklistStatements {
  readonly page: Statement;
  readonly count: Statement;
  readonly summary: Statement;
  readonly drugs: Statement;
}

export function worklistStatements(
  policyId: string,
  { filter, order, skip, limit }: WorklistAsked,
  { reach, now }: Within,
): WorklistStatements {
  const reached = reachCondition(reach, 'worklist', now);
  const within = reached ? ` AND ${reached.sql}` : '';
  const ofReach = reached?.values ?? [];
  const matched = matching(policyId, filter, now);
  const where = matched.where + within;
  const values = [...matched.values, ...ofReach];
  return {
    page: {
      sql: `SELECT worklist.*, glances.body AS glance FROM worklist LEFT JOIN glances USING (therapy_id)
        WHERE ${where} ORDER BY ${ORDERS[order]} LIMIT ? OFFSET ?`,
      values: [...values, limit, skip],
    },
    count: { sql: `SELECT count(*) AS therapies FROM worklist WHERE ${where}`, values },
    summary: {
      sql: `SELECT count(*) AS therapies, coalesce(sum(critical > 0), 0) AS critical,
        coalesce(sum(to_review > 0), 0) AS toReview, coalesce(sum(next_due <= ?), 0) AS overdue,
        coalesce(sum(attention = ${ATTENTION.setAside}), 0) AS setAside FROM worklist WHERE policy = ?${within}`,
      values: [now, policyId, ...ofReach],
    },
    drugs: {
      sql: `SELECT DISTINCT drug FROM worklist WHERE policy = ? AND drug IS NOT NULL${within} ORDER BY drug`,
      values: [policyId, ...ofReach],
    },
  };
}

function matching(
  policyId: string,
  { search, drug, activity, severity, toReview, dueInDays }: WorklistFilter,
  now: Instant,
): { where: string; values: SQLInputValue[] } {
  const conditions = ['policy = ?'];
  const values: SQLInputValue[] = [policyId];
  const add = (condition: string, ...more: SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...more);
  };
  if (search !== undefined) add('instr(lower(therapy_id), lower(?)) > 0', search);
  if (drug !== undefined) add('drug = ?', canonicalDrug(drug));
  if (activity !== undefined) add('activity = ?', activity);
  if (severity !== undefined) add(`${AS_GRAVE[severity]} > 0`);
  if (toReview) add('to_review > 0');
  if (dueInDays !== undefined) add('next_due <= ?', now + dueInDays * DAY_MS);
  return { where: conditions.join(' AND '), values };
}
