import { join } from 'node:path';
import { PolicyBook, type PolicyVersion, shippedPolicies } from '../index.js';
import { canonicalBytes } from '../../../ledger/canonical.js';
import { type KnownVersion, changedVersions, givenTwice, inForceTogether, misnamed } from './conflicts.js';
import { type PolicyFault, UnusablePolicies } from './fault.js';
import { type Folder, readFolder, readOne } from './folder.js';
import { keep } from './keep.js';
import { type PolicyFile, referenceOf } from './policy-file.js';

const givenIn = (dataDir: string) => join(dataDir, 'policies');
const keptIn = (dataDir: string) => join(dataDir, 'known-policies');

const shippedFiles: readonly PolicyFile[] = shippedPolicies.map((version) => ({
  file: 'shipped with this service',
  bytes: canonicalBytes(version.policy),
  version,
}));

const byReference = (files: readonly PolicyFile[]): ReadonlyMap<string, PolicyFile> =>
  new Map(files.map((file) => [referenceOf(file.version), file]));

const RESTORE_OR_RENAME =
  'restore its bytes, or give the changed policy another version and its own inForceFrom';

const refuse = (faults: readonly PolicyFault[]): void => {
  if (faults.length > 0) throw new UnusablePolicies(faults);
};

/** Beside what is shipped and what is kept. */
function faultsOf(given: Folder, kept: Folder): readonly PolicyFault[] {
  const unreadable = [...given.faults, ...kept.faults, ...misnamed(kept.files)];
  if (unreadable.length > 0) return unreadable;
  const shipped = byReference(shippedFiles);
  const changed = [
    ...givenTwice(given.files),
    ...changedVersions(given.files, new Map([...byReference(kept.files), ...shipped]), RESTORE_OR_RENAME),
    ...changedVersions(
      shippedFiles,
      byReference(kept.files),
      'start the release that shipped it as it is known',
    ),
  ];
  if (changed.length > 0) return changed;
  const all = byReference([...given.files, ...kept.files, ...shippedFiles]);
  return inForceTogether([...all.values()].toSorted(newestLast(kept.files)));
}

/** A fault between two versions is that of the one that is new. */
const newestLast = (kept: readonly PolicyFile[]) => {
  const known = byReference([...kept, ...shippedFiles]);
  const isNew = ({ version }: PolicyFile) => (known.has(referenceOf(version)) ? 0 : 1);
  return (a: PolicyFile, b: PolicyFile) => isNew(a) - isNew(b);
};

/**
 * The policies of a data directory: those that are shipped, the hospital's own in `policies`, and all that ever were
 * loaded, in `known-policies`. Reading them changes nothing.
 */
export class PolicyFiles {
  private constructor(
    readonly book: PolicyBook,
    /** Known, and in force by their dates, though their files were removed from `policies`. */
    readonly removed: readonly PolicyVersion[],
    private readonly files: ReadonlyMap<string, PolicyFile>,
    private readonly unkept: readonly PolicyFile[],
    private readonly dataDir: string,
  ) {}

  /** @throws UnusablePolicies */
  static read(dataDir: string): PolicyFiles {
    const given = readFolder(givenIn(dataDir));
    const kept = readFolder(keptIn(dataDir));
    refuse(faultsOf(given, kept));
    const shipped = byReference(shippedFiles);
    const present = byReference(given.files);
    const known = byReference(kept.files);
    // Their order is that of the first list that has them, their file that of the last.
    const files = byReference([...shippedFiles, ...kept.files, ...given.files, ...shippedFiles]);
    const all = [...files.values()];
    return new PolicyFiles(
      new PolicyBook(all.map(({ version }) => version)),
      kept.files
        .map(({ version }) => version)
        .filter((version) => !present.has(referenceOf(version)) && !shipped.has(referenceOf(version))),
      files,
      all.filter(({ version }) => !known.has(referenceOf(version))),
      dataDir,
    );
  }

  /**
   * Compares with versions as somebody else knows them.
   * @throws UnusablePolicies where one is known with other bytes
   */
  compare(known: ReadonlyMap<string, KnownVersion>): void {
    refuse(changedVersions([...this.files.values()], known, RESTORE_OR_RENAME));
  }

  /** The bytes of a version, those of its SHA-256; undefined for one that is not known. */
  bytesOf(reference: string): Uint8Array | undefined {
    return this.files.get(reference)?.bytes;
  }

  /**
   * Keeps the bytes of every version for good, so that what was judged by it can be judged by it again.
   * @throws SettingsError
   */
  keep(): void {
    keep(this.unkept, keptIn(this.dataDir));
  }
}

/**
 * A file that the service would start with, were it in `policies`.
 * @throws UnusablePolicies
 */
export function checkedPolicyFile(file: string, dataDir: string): PolicyVersion {
  const read = readOne(file);
  if (!('version' in read)) throw new UnusablePolicies(read);
  refuse(faultsOf({ files: [read], faults: [] }, readFolder(keptIn(dataDir))));
  return read.version;
}
