import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { recordIn } from '../access/log/chain.js';
import type { AccessRecord, Kind } from '../access/log/record.js';
import { type Day, type UnusualDay, unusualDays } from '../access/log/unusual.js';
import { openReadOnlyOnEventLoop } from '../sqlite/open.js';
import { cannotWork } from '../sqlite/errors.js';
import { accessFile } from './access-file.js';
import { AccessLogUnavailable } from './errors.js';
import type { OpenedWho, Who } from './sealed-who.js';

export interface AccessQuestion {
  readonly therapyId?: string;
  /** `<iss>#<sub>`. */
  readonly subject?: string;
  readonly kind?: Kind;
  /** ms since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
  /** A status, or the code of a problem. */
  readonly outcome?: string;
  /** Before this position. */
  readonly before?: number;
  readonly limit: number;
}

/** A record as an officer may read it, as far as the keys are there. */
export interface ReadRecord {
  /** Grows with each record. */
  readonly position: number;
  readonly record: AccessRecord;
  readonly hash: string;
  readonly who: OpenedWho;
  /** By which the subject is found, also once nobody can open it any more. */
  readonly subjectKey?: string;
  readonly sessionKey?: string;
}

/** What one subject did that it does not usually. */
export interface Unusual {
  readonly subjectKey: string;
  readonly who: OpenedWho;
  readonly days: readonly UnusualDay[];
}

const COLUMNS =
  'records.position, records.bytes, records.hash, records.sealed, records.subject, records.session';
/** Of people with unusual days, at most so many are named. */
const MOST_UNUSUAL = 200;
const DAYS_SHOWN = 14;
const DAYS_COMPARED = 90;
const MS_A_DAY = 86_400_000;

const dayBefore = (now: number, days: number): string =>
  new Date(now - days * MS_A_DAY).toISOString().slice(0, 10);

type Row = Readonly<Record<string, unknown>>;

/** Reads who looked. */
export class AccessReader {
  private database: DatabaseSync | undefined;

  constructor(
    private readonly directory: string,
    private readonly who: Who,
    /** Whether records of other services come in between. */
    private readonly isMerged = false,
  ) {}

  /** The newest first. @throws AccessLogUnavailable */
  records(question: AccessQuestion): readonly ReadRecord[] {
    const { sql, values } = this.asked(question);
    return this.all(sql, values).map((row) => this.readIn(row));
  }

  /** Of the last days, by subject. @throws AccessLogUnavailable */
  unusual(now: number): readonly Unusual[] {
    const shown = dayBefore(now, DAYS_SHOWN);
    const bySubject = new Map<string, Day[]>();
    for (const { subject, day, count, denied } of this.all(
      `SELECT subject, day, count, denied FROM days WHERE day >= ?
        AND subject IN (SELECT subject FROM days WHERE day >= ?) ORDER BY subject, day`,
      [dayBefore(now, DAYS_SHOWN + DAYS_COMPARED), shown],
    )) {
      const days = bySubject.get(String(subject)) ?? [];
      days.push({ day: String(day), count: Number(count), denied: Number(denied) });
      bySubject.set(String(subject), days);
    }
    return [...bySubject]
      .map(([subjectKey, days]) => ({
        subjectKey,
        days: unusualDays(days).filter(({ day }) => day >= shown),
      }))
      .filter(({ days }) => days.length > 0)
      .slice(0, MOST_UNUSUAL)
      .map((found) => ({ ...found, who: this.lastOf(found.subjectKey)?.who ?? {} }));
  }

  /** The last record of a subject. */
  lastOf(subjectKey: string): ReadRecord | undefined {
    const sql = `SELECT ${COLUMNS} FROM records WHERE subject = ? ORDER BY position DESC LIMIT 1`;
    return this.all(sql, [subjectKey]).map((row) => this.readIn(row))[0];
  }

  close(): void {
    this.database?.close();
  }

  private asked({ therapyId, subject, kind, from, to, outcome, before, limit }: AccessQuestion) {
    const wheres: string[] = [];
    const values: SQLInputValue[] = [];
    const where = (sql: string, value: SQLInputValue | undefined) => {
      if (value === undefined) return;
      wheres.push(sql);
      values.push(value);
    };
    const source = therapyId === undefined ? 'records' : 'therapies JOIN records USING (position)';
    where('therapies.therapy_id = ?', therapyId);
    where('records.subject = ?', subject === undefined ? undefined : this.who.digest('subject', subject));
    where('records.kind = ?', kind);
    where('records.at >= ?', from);
    where('records.at <= ?', to);
    if (outcome !== undefined)
      where(
        /^\d/.test(outcome) ? 'records.status = ?' : 'records.code = ?',
        /^\d/.test(outcome) ? Number(outcome) : outcome,
      );
    const position = therapyId === undefined ? 'records.position' : 'therapies.position';
    where(
      this.isMerged
        ? '(records.at, records.position) < (SELECT at, position FROM records WHERE position = ?)'
        : `${position} < ?`,
      before,
    );
    const filter = wheres.length > 0 ? ` WHERE ${wheres.join(' AND ')}` : '';
    return {
      sql: `SELECT ${COLUMNS} FROM ${source}${filter} ORDER BY ${this.isMerged ? 'records.at DESC, records.position' : position} DESC LIMIT ?`,
      values: [...values, limit],
    };
  }

  private readIn(row: Row): ReadRecord {
    const record = recordIn(row['bytes'] as Uint8Array);
    const text = (name: string) => (row[name] as string | null) ?? undefined;
    return {
      position: Number(row['position']),
      record,
      hash: String(row['hash']),
      who: this.who.opened(record, row['sealed'] as Uint8Array | null),
      subjectKey: text('subject'),
      sessionKey: text('session'),
    };
  }

  private all(sql: string, values: readonly SQLInputValue[]): readonly Row[] {
    try {
      this.database ??= openReadOnlyOnEventLoop(accessFile(this.directory));
      return this.database.prepare(sql).all(...values);
    } catch (error) {
      if (!cannotWork(error)) throw error;
      throw new AccessLogUnavailable(`the log of accesses cannot be read: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}
