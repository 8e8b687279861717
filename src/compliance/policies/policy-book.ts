import type { Instant } from '../../therapy/envelope.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { spanOf } from '../../therapy/occurred-at.js';
import type { Policy } from './policy.js';

/** A version of a policy as it is kept. */
export interface PolicyVersion {
  readonly policy: Policy;
  /** Lower-case hex, of the bytes that were read: a file's own, or the RFC 8785 JSON of a shipped one. */
  readonly sha256: string;
  readonly origin: 'shipped' | 'hospital';
  /** When the service first read a hospital's file. */
  readonly firstRead?: Instant;
}

/** The policy that judges where none is named, until another was chosen. */
export const DEFAULT_POLICY = 'case-report-2024';

/** By its id, and from when on it is the one that judges where none is named. */
export interface DefaultPolicy {
  readonly policy: string;
  readonly from: Instant;
}

/** `id@version`, by which a version is asked for. */
export const referenceOf = ({ policy }: PolicyVersion): string => `${policy.id}@${policy.version}`;

/** All versions of all policies, and which of them was in force when. */
export class PolicyBook {
  /** @param defaults in the order in which they were chosen */
  constructor(
    readonly versions: readonly PolicyVersion[],
    readonly defaults: readonly DefaultPolicy[] = [],
  ) {}

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
      .filter((version) => version.policy.id === reference && inForceFrom(version) <= at)
      .toSorted((a, b) => inForceFrom(a) - inForceFrom(b))
      .at(-1);
  }

  /** The id of the policy that judged by an instant where none was named. */
  defaultAt(at: Instant): string {
    return this.defaults.findLast(({ from }) => from <= at)?.policy ?? DEFAULT_POLICY;
  }

  /** The id of the policy that judges now where none is named. */
  get default(): string {
    return this.defaultAt(Number.POSITIVE_INFINITY);
  }

  /**
   * The last instant, by an instant, at which a version came into force or another policy became the default; -Infinity
   * where none ever did.
   */
  lastChange(by: Instant): Instant {
    const changes = [...this.versions.map(inForceFrom), ...this.defaults.map(({ from }) => from)];
    return Math.max(Number.NEGATIVE_INFINITY, ...changes.filter((at) => at <= by));
  }

  /** Whether its id means this version at an instant. */
  isInForce(version: PolicyVersion, at: Instant): boolean {
    return this.find(version.policy.id, at) === version;
  }
}

/**
 * The first instant at which a version was in force. A shipped one without a date always was, a hospital's is from the
 * day on which it was first read: it judges nothing that was answered before.
 */
export function inForceFrom({ policy, firstRead }: PolicyVersion): Instant {
  const stated = policy.inForceFrom;
  if (stated !== undefined) return spanOf(stated)?.first ?? Number.POSITIVE_INFINITY;
  return firstRead === undefined ? Number.NEGATIVE_INFINITY : dayOf(firstRead);
}

/** The begin of an instant's day, in UTC as partial dates are. */
export const dayOf = (at: Instant): Instant => Math.floor(at / DAY_MS) * DAY_MS;
