import { basename } from 'node:path';
import { given } from '../../../config/setting.js';
import { dayOf, inForceFrom } from '../policy-book.js';
import type { PolicyFault } from './fault.js';
import { type PolicyFile, referenceOf } from './policy-file.js';

/** A version as somebody else knows it, and where that is. */
export interface KnownVersion {
  readonly file: string;
  readonly version: { readonly sha256: string };
}

/** A version never changes; with other bytes it would be two. */
export function changedVersions(
  files: readonly PolicyFile[],
  known: ReadonlyMap<string, KnownVersion>,
  remedy: string,
): readonly PolicyFault[] {
  return files.flatMap(({ file, version }) => {
    const reference = referenceOf(version);
    const before = known.get(reference);
    if (!before || before.version.sha256 === version.sha256) return [];
    return [
      {
        file,
        detail:
          `holds ${reference} with the SHA-256 ${version.sha256}, but ${reference} is known with ` +
          `${before.version.sha256} (${before.file}). A version never changes: ${remedy}.`,
      },
    ];
  });
}

export function givenTwice(files: readonly PolicyFile[]): readonly PolicyFault[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, version }) => {
    const reference = referenceOf(version);
    const other = first.get(reference);
    if (other === undefined) first.set(reference, file);
    return other === undefined
      ? []
      : [{ file, detail: `holds ${reference}, as does ${other}; accepted is one file a version.` }];
  });
}

/** Of two versions that came into force together nobody could say which it is. */
export function inForceTogether(files: readonly PolicyFile[]): readonly PolicyFault[] {
  const first = new Map<string, PolicyFile>();
  return files.flatMap((found) => {
    const { policy } = found.version;
    const from = `${policy.id}@${inForceFrom(found.version)}`;
    const other = first.get(from);
    if (!other) {
      first.set(from, found);
      return [];
    }
    const detail = `is in force from the same instant as ${referenceOf(other.version)} (${other.file}); accepted is another inForceFrom for each version of ${policy.id}.`;
    return [{ file: found.file, ...(policy.inForceFrom !== undefined && { at: '/inForceFrom' }), detail }];
  });
}

/** Whoever asks for a shipped policy gets the shipped one, in every hospital. */
export function reserved(
  files: readonly PolicyFile[],
  ids: ReadonlySet<string>,
  isShipped: (file: PolicyFile) => boolean = () => false,
): readonly PolicyFault[] {
  return files
    .filter((found) => ids.has(found.version.policy.id) && !isShipped(found))
    .map(({ file, version }) => ({
      file,
      at: '/id',
      detail: `${given(version.policy.id)} is the id of a policy that is shipped with this service, and reserved for its versions; accepted is an id of your own, such as our-${version.policy.id}.`,
    }));
}

/** What was answered before a version was read is not judged by it. */
export function backdated(files: readonly PolicyFile[]): readonly PolicyFault[] {
  return files.flatMap(({ file, version }) => {
    const { policy, firstRead } = version;
    if (firstRead === undefined || inForceFrom(version) >= dayOf(firstRead)) return [];
    const day = new Date(firstRead).toISOString().slice(0, 10);
    return [
      {
        file,
        at: '/inForceFrom',
        detail: `${given(policy.inForceFrom!)} is before ${day} (UTC), the day on which this service first read ${referenceOf(version)}: it would judge anew what was answered before; accepted is ${day} or later, or no inForceFrom, which means that day.`,
      },
    ];
  });
}

/** What is kept under another name than its own was not put there by this service. */
export const misnamed = (kept: readonly PolicyFile[]): readonly PolicyFault[] =>
  kept.flatMap(({ file, version }) =>
    basename(file) === `${referenceOf(version)}.json`
      ? []
      : [
          {
            file,
            detail: `holds ${referenceOf(version)}; accepted is the name ${referenceOf(version)}.json.`,
          },
        ],
  );
