import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyLines } from '../verifier/check.js';
import { readingFrom } from '../sqlite/open.js';
import { valueOf } from '../sqlite/pragmas.js';
import { NoPlace } from './errors.js';
import { type Manifest, difference } from './manifest.js';
import { ACCESSES, CHECKPOINTS, GLASSES, LOG, ORDERS, ORIGIN, VERIFIER_KEYS } from './parts.js';
import { lastCheckpointIn } from './published.js';

const ASIDE = 'move it aside (it is not deleted or overwritten), and restore again';

/** SQLite would take what stands in them for the newest part of a database that is put beside them. */
const BESIDE = ['-wal', '-journal'];

/** @throws NoPlace where there is a database already, or what is left of one */
export function refuseDatabase(file: string): void {
  if (existsSync(file)) throw new NoPlace(`${file} is there already: ${ASIDE}.`);
  for (const suffix of BESIDE)
    if (existsSync(file + suffix))
      throw new NoPlace(`${file}${suffix} is there, left of another database: ${ASIDE}.`);
}

const linesIn = (directory: string): readonly string[] =>
  keyLines(readFileSync(join(directory, VERIFIER_KEYS), 'utf8'));

const sizeIn = (directory: string): number => lastCheckpointIn(directory)?.size ?? 0;

/** The last record that was ever written. */
const recordsIn = (directory: string): number =>
  readingFrom(join(directory, ACCESSES), (database) =>
    Number(valueOf(database, 'SELECT coalesce(max(n), 0) FROM records')),
  );

const glassesIn = (directory: string): number =>
  readingFrom(join(directory, GLASSES), (database) =>
    Number(valueOf(database, 'SELECT count(*) FROM glasses')),
  );

const ordersIn = (directory: string): number =>
  readingFrom(join(directory, ORDERS), (database) =>
    Number(valueOf(database, 'SELECT count(*) FROM orders')),
  );

/** Whether what the data directory has says all that the backup's says. */
async function saysAsMuch(name: string, dataDir: string, staged: string, manifest: Manifest) {
  if (name === CHECKPOINTS) return sizeIn(dataDir) >= sizeIn(staged);
  if (name === ACCESSES) return recordsIn(dataDir) >= recordsIn(staged);
  if (name === GLASSES) return glassesIn(dataDir) >= glassesIn(staged);
  if (name === ORDERS) return ordersIn(dataDir) >= ordersIn(staged);
  if (name === VERIFIER_KEYS) {
    const own = linesIn(dataDir);
    return linesIn(staged).every((line) => own.includes(line));
  }
  const wanted = manifest.files.find((file) => file.name === name)!;
  return (await difference(dataDir, wanted)) === undefined;
}

const WHY: Readonly<Record<string, string>> = {
  [CHECKPOINTS]: 'knows less of what was published than the backup',
  [ACCESSES]: 'knows fewer accesses than the backup',
  [GLASSES]: 'knows fewer broken glasses than the backup',
  [ORDERS]: 'knows fewer erasures that were asked for than the backup',
  [VERIFIER_KEYS]: 'lacks verifier keys that the backup has',
  [ORIGIN]: 'names another log than the backup',
};

/**
 * Which files of a backup the data directory lacks, the log last: without it there is nothing that could be used.
 * @throws NoPlace where it has others in their place
 */
export async function lacking(
  dataDir: string,
  staged: string,
  manifest: Manifest,
): Promise<readonly string[]> {
  const names = manifest.files.map(({ name }) => name).filter((name) => name !== LOG);
  const missing: string[] = [];
  for (const name of names) {
    const file = join(dataDir, name);
    if (!existsSync(file)) {
      if ([CHECKPOINTS, ACCESSES, GLASSES, ORDERS].includes(name)) refuseDatabase(file);
      missing.push(name);
    } else if (!(await saysAsMuch(name, dataDir, staged, manifest)))
      throw new NoPlace(`${file} ${WHY[name] ?? 'is another than the one in the backup'}: ${ASIDE}.`);
  }
  const order = (name: string) => (name === CHECKPOINTS ? 1 : 0);
  return [...missing.toSorted((a, b) => order(a) - order(b)), LOG];
}
