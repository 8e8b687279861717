import { DatabaseSync } from 'node:sqlite';
import { valueOf } from './pragmas.js';

/** Why a file is not one of a kind that this release can use. */
export type Misfit = 'foreign' | 'newer' | 'older';

/** The files of a kind, and the versions of their schema. */
export interface FileKind {
  /** Tells them from all other databases; four letters, by convention. */
  readonly applicationId: number;
  /** The last version that is not read any more; 0 where all are. */
  readonly before: number;
  /** SQL that leads from version `before` + n to the next. A step never changes once released. */
  readonly steps: readonly string[];
}

/** Whether nothing was ever made in it. */
export const isEmpty = (database: DatabaseSync): boolean =>
  valueOf(database, 'SELECT count(*) FROM sqlite_schema') === 0;

const TRIGGERS = "type = 'trigger'";
const TABLES = "type <> 'trigger' AND sql IS NOT NULL";

/** What a file says of its tables, indexes and triggers otherwise than its kind has them, by name: gone, changed or added. */
function altered(database: DatabaseSync, steps: readonly string[], which: string): readonly string[] {
  const model = new DatabaseSync(':memory:');
  try {
    for (const step of steps) model.exec(step);
    const [found, made] = [database, model].map(
      (one) =>
        new Map(
          one
            .prepare(`SELECT name, sql FROM sqlite_schema WHERE ${which} ORDER BY name`)
            .all()
            .map(({ name, sql }) => [String(name), sql]),
        ),
    );
    const names = new Set([...made!.keys(), ...found!.keys()]);
    return [...names].filter((name) => found!.get(name) !== made!.get(name));
  } finally {
    model.close();
  }
}

/** The triggers of a file that are not as its kind has them. */
export const alteredTriggers = (database: DatabaseSync, { steps }: FileKind): readonly string[] =>
  altered(database, steps, TRIGGERS);

/** The tables and indexes of a file of a kind that are not as its version has them; none of a file of another kind. */
export function alteredTables(
  database: DatabaseSync,
  { applicationId, before, steps }: FileKind,
): readonly string[] {
  if (valueOf(database, 'PRAGMA application_id') !== applicationId) return [];
  const version = Number(valueOf(database, 'PRAGMA user_version'));
  return altered(database, steps.slice(0, version - before), TABLES);
}

/**
 * Makes the tables in an empty file and brings an older one up to date; within a transaction of the caller.
 * @param refuse gives what is thrown for a file that is not of the kind, or of a version that cannot be used
 * @returns whether the file was empty
 */
export function bringUpToDate(
  database: DatabaseSync,
  { applicationId, before, steps }: FileKind,
  refuse: (misfit: Misfit, found: number, newest: number) => Error,
): boolean {
  const newest = before + steps.length;
  const version = Number(valueOf(database, 'PRAGMA user_version'));
  const isNew = version === 0 && isEmpty(database);
  if (!isNew) {
    if (valueOf(database, 'PRAGMA application_id') !== applicationId)
      throw refuse('foreign', version, newest);
    if (version > newest) throw refuse('newer', version, newest);
    if (version <= before) throw refuse('older', version, newest);
  }
  for (const step of steps.slice(isNew ? 0 : version - before)) database.exec(step);
  if (isNew) database.exec(`PRAGMA application_id = ${applicationId}`);
  if (isNew || version < newest) database.exec(`PRAGMA user_version = ${newest}`);
  return isNew;
}
