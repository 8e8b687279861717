/** What stands together was done within, ms. */
export const WITHIN_MS = 5 * 60_000;

export interface Grouped {
  readonly at: string;
  /** The same of the same session, else of the same subject. */
  readonly by: string;
  readonly therapy: string;
}

export interface Group<Row> {
  /** In the order in which they were given. */
  readonly rows: readonly Row[];
}

/**
 * What one session did with one therapy within five minutes of the first of it.
 * @param rows the newest first
 */
export function grouped<Row extends Grouped>(rows: readonly Row[]): readonly Group<Row>[] {
  const groups: { readonly key: string; readonly newest: number; readonly rows: Row[] }[] = [];
  const open = new Map<string, (typeof groups)[number]>();
  for (const row of rows) {
    const key = JSON.stringify([row.by, row.therapy]);
    const at = Date.parse(row.at);
    const group = open.get(key);
    if (group && group.newest - at <= WITHIN_MS) group.rows.push(row);
    else {
      const next = { key, newest: at, rows: [row] };
      open.set(key, next);
      groups.push(next);
    }
  }
  return groups;
}
