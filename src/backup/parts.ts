import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a backup can hold of a data directory, by paths below it. Never keys.db, the master key or the signing key. */
export const LOG = 'ledger.sqlite';
export const CHECKPOINTS = 'checkpoints.sqlite';
/** Who looked. */
export const ACCESSES = 'access.sqlite';
/** Who broke the glass. */
export const GLASSES = 'glass.sqlite';
/** Erasures that were asked for. */
export const ORDERS = 'erasures.sqlite';
export const ORIGIN = 'signing/origin';
export const VERIFIER_KEYS = 'signing/verifier-keys.txt';
const FOLDERS = ['known-policies', 'policies'] as const;

const POLICY = /^(?:known-)?policies\/[^./\\][^/\\]*$/;

/** Whether a backup may name such a file: nothing is put where it does not belong. */
export const isPart = (name: string): boolean =>
  [LOG, CHECKPOINTS, ACCESSES, GLASSES, ORDERS, ORIGIN, VERIFIER_KEYS].includes(name) || POLICY.test(name);

const inFolder = (dataDir: string, folder: string): readonly string[] => {
  const directory = join(dataDir, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isPart(`${folder}/${entry.name}`))
    .map((entry) => `${folder}/${entry.name}`)
    .toSorted();
};

/** The parts that are copied byte by byte, those that are there. */
export const plainParts = (dataDir: string): readonly string[] => [
  ...[ORIGIN, VERIFIER_KEYS].filter((name) => existsSync(join(dataDir, name))),
  ...FOLDERS.flatMap((folder) => inFolder(dataDir, folder)),
];
