import { LOG } from '../../event-store/sqlite/schema.js';
import { alteredTables } from '../../sqlite/file-kind.js';
import { faultsIn } from '../../sqlite/integrity.js';
import { readingFrom } from '../../sqlite/open.js';
import { ProblemList } from '../problems.js';

/** What the database finds wrong with the file: a service that reads by an index sees what the index shows. */
export function checkFile(file: string): ProblemList {
  const problems = new ProblemList();
  try {
    for (const fault of readingFrom(file, faultsIn)) problems.add('FILE_DAMAGED', null, () => fault);
    const named = readingFrom(file, (database) => alteredTables(database, LOG));
    for (const name of named) problems.add('FILE_DAMAGED', null, () => `${name} is not made as it is to be`);
  } catch (error) {
    problems.add('LOG_UNREADABLE', null, () => (error as Error).message);
  }
  return problems;
}
