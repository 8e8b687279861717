import type { Instant } from '../../therapy/envelope.js';
import { spanOf } from '../../therapy/occurred-at.js';
import type { Policy } from './policy.js';

/** A version of a policy as it is kept. */
export interface PolicyVersion {
  readonly policy: Policy;
  /** Lower-case hex, of the bytes that were read: a file's own, or the RFC 8785 JSON of a shipped one. */
  readonly sha256: string;
  readonly origin: 'shipped' | 'hospital';
}

/** `id@version`, by which a version is asked for. */
export const referenceOf = ({ policy }: PolicyVersion): string => `${policy.id}@${policy.version}`;

/** All versions of all policies, and which of them was in force when. */
export class PolicyBook {
  constructor(readonly versions: readonly PolicyVersion[]) {}

  /** The ids, each once, in order of their first version. */
  get ids(): readonly string[] {
    return [...new Set(this.versions.map(({ policy }) => policy.id))];
  }

  /**
   * By `id`, the last version that was in force by an instant; by `id@version` that version, whenever it was.
   * Undefined where there is none.
   */
  find(reference: string, at: Instant): PolicyVersion | undefined {
    const pinned = this.versions.find((version) => referenceOf(version) === reference);
    if (pinned) return pinned;
    return this.versions
      .filter(({ policy }) => policy.id === reference && inForceFrom(policy) <= at)
      .toSorted((a, b) => inForceFrom(a.policy) - inForceFrom(b.policy))
      .at(-1);
  }

  /** The last instant, by an instant, at which a version came into force; -Infinity where none ever did. */
  lastChange(by: Instant): Instant {
    const changes = this.versions.map(({ policy }) => inForceFrom(policy));
    return Math.max(Number.NEGATIVE_INFINITY, ...changes.filter((at) => at <= by));
  }

  /** Whether its id means this version at an instant. */
  isInForce(version: PolicyVersion, at: Instant): boolean {
    return this.find(version.policy.id, at) === version;
  }
}

/** The first instant at which a version was in force; a version without a date always was. */
export function inForceFrom({ inForceFrom: stated }: Policy): Instant {
  if (stated === undefined) return Number.NEGATIVE_INFINITY;
  return spanOf(stated)?.first ?? Number.POSITIVE_INFINITY;
}
