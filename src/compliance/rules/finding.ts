import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Site } from '../../infusion/dose.js';
import type { AuditContext } from '../context.js';
import { identifier } from '../identifier.js';
import { type FindingCode, type Severity, findingCatalogue } from './catalogue.js';
import { sitesOf } from './sites.js';

/** How sure the record makes it: recorded or computed from it, the likeliest reading, or one that cannot be excluded. */
export type Confidence = 'certain' | 'likely' | 'possible';

export interface Finding {
  readonly id: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly at: Instant;
  /** When it was over; undefined where it is of an instant, or goes on. */
  readonly until?: Instant;
  /** Where it shows; none where it is about neither. */
  readonly sites: readonly Site[];
  /** Where it is about one drug alone. */
  readonly drug?: string;
  readonly detail: string;
  readonly confidence: Confidence;
  /** The id of the fact or gap that others share: readers group by it. */
  readonly cause?: string;
  /** What would settle it, where more could be known. */
  readonly settledBy?: string;
  /** The events that show it. */
  readonly eventIds: readonly EventId[];
}

/** A function over the timeline and the delivery. To add one: its code, its file, and its line in `index.ts`. */
export type Rule = (context: AuditContext) => readonly Finding[];

export interface Evidence {
  readonly code: FindingCode;
  readonly at: Instant;
  readonly until?: Instant;
  /** Those of its code where nothing else is said. */
  readonly sites?: readonly Site[];
  readonly drug?: string;
  readonly detail: string;
  /** That of the catalogue where nothing else is said. */
  readonly severity?: Severity;
  /** Certain where nothing else is said. */
  readonly confidence?: Confidence;
  readonly cause?: string;
  readonly settledBy?: string;
  readonly eventIds?: readonly (EventId | undefined)[];
  /** What tells apart two findings of one code and instant that no event shows. */
  readonly about?: string;
}

export function finding(evidence: Evidence): Finding {
  const { code, at, until, sites = sitesOf[code], drug, detail, confidence = 'certain' } = evidence;
  const { cause, settledBy } = evidence;
  const { severity = findingCatalogue[code].severity, eventIds = [], about = '' } = evidence;
  const ids = [...new Set(eventIds.filter((id) => id !== undefined))];
  return {
    id: ids[0] === undefined ? identifier(code, about, at) : identifier(code, '', ids[0]),
    code,
    severity,
    at,
    ...(until !== undefined && { until }),
    sites,
    ...(drug !== undefined && { drug }),
    detail,
    confidence,
    ...(cause !== undefined && { cause }),
    ...(settledBy !== undefined && { settledBy }),
    eventIds: ids,
  };
}

/** By instant, then by id. */
export const inOrder = (a: Finding, b: Finding): number => a.at - b.at || (a.id < b.id ? -1 : 1);
