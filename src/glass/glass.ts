import type { Subject } from '../access/subject.js';

export const PURPOSES = ['ETREAT', 'PATSFTY'] as const;
export type GlassPurpose = (typeof PURPOSES)[number];

export const OUTCOMES = ['justified', 'unjustified'] as const;
export type GlassOutcome = (typeof OUTCOMES)[number];

/** A member of staff, as known then. */
export type Person = Pick<Subject, 'iss' | 'sub' | 'name'>;

export interface GlassReview {
  readonly by: Person;
  /** Ms since 1970. */
  readonly at: number;
  readonly outcome: GlassOutcome;
  readonly note: string;
}

/** What somebody looks for who may not see it otherwise: one of the two. */
export interface GlassAsked {
  readonly therapyId?: string;
  /** Of the pump that is in place. */
  readonly serialNumber?: string;
}

export interface Broken extends GlassAsked {
  readonly reason: string;
  readonly purpose: GlassPurpose;
}

/** That somebody broke the glass: sees a therapy outside their reach, for a time, and says why. All times in ms since 1970. */
export interface Glass {
  readonly id: string;
  readonly breaker: Person;
  /** The claims that the breaker had. */
  readonly sites: readonly string[];
  /** Of a browser; undefined: the subject of a token. */
  readonly session?: string;
  readonly asked: GlassAsked;
  /** What it opens; undefined where there is no such therapy. */
  readonly opens?: string;
  readonly reason: string;
  readonly purpose: GlassPurpose;
  readonly openedAt: number;
  readonly until: number;
  /** By officers of the therapy's site; where there is none, of the breaker's. */
  readonly review?: GlassReview;
  /** By officers of the breaker's site, who are not told whether there is a therapy. */
  readonly seen?: GlassReview;
}

export const OPEN_MS = 60 * 60_000;
export const OVERDUE_MS = 7 * 24 * 3_600_000;
/** Open at once, of one subject. */
export const MOST_OPEN = 5;

export const GLASS_STATES = ['open', 'overdue', 'reviewed'] as const;
export type GlassState = (typeof GLASS_STATES)[number];

/** How far its review is. */
export function stateOf(openedAt: number, review: GlassReview | undefined, now: number): GlassState {
  if (review) return 'reviewed';
  return now >= openedAt + OVERDUE_MS ? 'overdue' : 'open';
}

/** Whether it is the glass of this person, in the session in which it was broken if it was in one. */
export const isOf = (glass: Glass, { iss, sub, session }: Subject): boolean =>
  glass.breaker.iss === iss && glass.breaker.sub === sub && glass.session === session;
