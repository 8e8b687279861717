import { join } from 'node:path';
import { PolicyBook, type PolicyVersion, shippedPolicies } from '../index.js';
import { canonicalBytes } from '../../../ledger/canonical.js';
import type { Instant } from '../../../therapy/envelope.js';
import {
  type KnownVersion,
  backdated,
  changedVersions,
  givenTwice,
  inForceTogether,
  misnamed,
  reserved,
} from './conflicts.js';
import { type PolicyFault, UnusablePolicies } from './fault.js';
import { type Folder, readFolder, readOne } from './folder.js';
import { keep } from './keep.js';
import { type PolicyFile, firstReadAt, referenceOf } from './policy-file.js';

const givenIn = (dataDir: string) => join(dataDir, 'policies');
const keptIn = (dataDir: string) => join(dataDir, 'known-policies');

const shippedFiles: readonly PolicyFile[] = shippedPolicies.map((version) => ({
  file: 'shipped with this service',
  bytes: canonicalBytes(version.policy),
  version,
}));

const shippedIds: ReadonlySet<string> = new Set(shippedPolicies.map(({ policy }) => policy.id));

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
  const taken = [
    ...reserved(given.files, shippedIds),
    ...reserved(kept.files, shippedIds, ({ version }) => shipped.has(referenceOf(version))),
  ];
  if (taken.length > 0) return taken;
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
  const known = new Set(kept.files.map(({ file }) => file));
  return inForceTogether([...all.values()].toSorted(newestLast(kept.files))).filter(
    ({ file }) => !known.has(file),
  );
}

/** The given ones as first read when they were kept, or now. */
function readAt({ files, faults }: Folder, kept: Folder, now: Instant): Folder {
  const known = byReference(kept.files);
  const since = ({ version }: PolicyFile) => known.get(referenceOf(version))?.version.firstRead ?? now;
  return { files: files.map((file) => firstReadAt(file, since(file))), faults };
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
  static read(dataDir: string, now: Instant): PolicyFiles {
    const kept = readFolder(keptIn(dataDir));
    const given = readAt(readFolder(givenIn(dataDir)), kept, now);
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

  /**
   * As versions were first read by whoever recorded them; a new one is first read now.
   * @param recorded by `id@version`
   * @throws UnusablePolicies where one that nobody recorded is in force from an earlier day than the one on which it was read
   */
  dated(recorded: ReadonlyMap<string, Instant>): PolicyBook {
    const all = [...this.files.values()].filter(({ version }) => version.origin === 'hospital');
    refuse(backdated(all.filter(({ version }) => !recorded.has(referenceOf(version)))));
    return new PolicyBook(
      this.book.versions.map((version) => {
        const firstRead = recorded.get(referenceOf(version));
        return version.firstRead === undefined || firstRead === undefined
          ? version
          : { ...version, firstRead };
      }),
    );
  }

  /** By `id@version`, when the bytes of those that are kept were. */
  get keptSince(): ReadonlyMap<string, Instant> {
    const unkept = new Set(this.unkept.map(({ version }) => referenceOf(version)));
    return new Map(
      this.book.versions.flatMap((version) =>
        version.firstRead === undefined || unkept.has(referenceOf(version))
          ? []
          : [[referenceOf(version), version.firstRead] as const],
      ),
    );
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
export function checkedPolicyFile(file: string, dataDir: string, now: Instant): PolicyVersion {
  const found = readOne(file);
  if (!('version' in found)) throw new UnusablePolicies(found);
  const kept = readFolder(keptIn(dataDir));
  const read = readAt({ files: [found], faults: [] }, kept, now);
  refuse(faultsOf(read, kept));
  refuse(backdated(read.files));
  return read.files[0]!.version;
}
