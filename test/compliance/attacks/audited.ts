import { type TherapySoFar, START, decide, frontierOf } from '../../../src/therapy/decider.js';
import { fieldErrors } from '../../../src/therapy/checker.js';
import { eventTypes } from '../../../src/therapy/events/index.js';
import type { History } from '../../support/history.js';

/** What the contract says that an audit holds, as far as the tables look at it. */
export interface Audited {
  readonly headline: {
    readonly text: string;
    readonly verdict: string | null;
    readonly reservations: readonly string[];
    readonly proven: { readonly reservoir: string; readonly tip: string };
  };
  readonly gaps: readonly { readonly code: string; readonly blocks: readonly string[] }[];
  readonly assumptions: readonly { readonly code: string; readonly detail: string }[];
  readonly cessations: readonly Stopped[];
  readonly findings: readonly Found[];
}

export interface Stopped {
  readonly id: string;
  readonly drug: string;
  readonly site: string;
  readonly certainty: string;
  readonly cause: string;
  readonly declaredHoliday: boolean;
  readonly circumstance?: { readonly kind: string; readonly eventIds: readonly string[] };
  readonly reachedZeroAt: number;
  readonly resumedAt?: number;
  readonly steps: readonly {
    readonly fromMcgPerDay: number;
    readonly toMcgPerDay: number;
    readonly daysSincePrevious: number | null;
    readonly rules: readonly { readonly rule: string; readonly outcome: string }[];
  }[];
  readonly verdict: string;
  readonly conformance: string;
  readonly reasons: readonly { readonly code: string }[];
  readonly reservations: readonly string[];
  readonly tip: { readonly verdict: string; readonly reachedZeroAt: number | null };
}

export interface Found {
  readonly id: string;
  readonly code: string;
  readonly severity: string;
  readonly confidence: string;
  readonly at: number;
  readonly until?: number;
  readonly sites: readonly string[];
  readonly detail: string;
  readonly cause?: string;
  readonly settledBy?: string;
}

export const audited = (
  history: History,
  asOf: string,
  options: { readonly policy?: string; readonly knownAt?: string } = {},
): Audited => history.audit(asOf, options);

/** What the service would refuse of a history: the audit is asked of nothing that it could not hold. */
export function refusedIn({ events, therapyId }: History): string[] {
  return events.flatMap((event, index) => {
    const before = events.slice(0, index);
    const dataClass = eventTypes[event.type].dataClass;
    const bad = fieldErrors(event.data, dataClass).map(({ pointer, detail }) => `${pointer} ${detail}`);
    const therapy: TherapySoFar = {
      therapyId: therapyId as TherapySoFar['therapyId'],
      events: before,
      frontier: before.length > 0 ? frontierOf(before) : START,
      find: (id) => before.find((earlier) => earlier.id === id),
    };
    try {
      decide({ id: event.id, content: event, now: Date.parse(event.recordedAt) }, therapy);
    } catch (error) {
      bad.push(String(error));
    }
    return bad.map((what) => `${event.id} ${event.type}: ${what}`);
  });
}
