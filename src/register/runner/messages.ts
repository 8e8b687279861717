import type { KeyObject } from 'node:crypto';
import type { EventStore } from '../../event-store/port.js';
import type { PolicyVersion } from '../../compliance/policies/index.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Backlog } from '../backlog.js';

/** Where the log is. */
export type LogPlace =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Where the log ends now, shared. */
      readonly end: NonNullable<EventStore['fileEnd']>['shared'];
    }
  | { readonly kind: 'kurrentdb'; readonly url: string };

/** What the thread of the read models is given. */
export interface ThreadOptions {
  /** Of the files of the read models. */
  readonly directory: string;
  /** It reads by itself, on a connection of its own. */
  readonly log: LogPlace;
  readonly policies: readonly PolicyVersion[];
  /** Seals what the files hold. */
  readonly key: KeyObject;
  /** Tells which events services of the log wrote. */
  readonly originKey: KeyObject;
}

/**
 * `grown`: there is more in the log. `wanted`: somebody waits. `broken`: the file cannot be read. `check`: does the file hold
 * what was written into it?
 */
export type ToThread = 'grown' | 'wanted' | 'broken' | 'check' | 'released' | 'close';

export interface Report extends Backlog {
  readonly isRebuilding: boolean;
  /** Of the last event that it took in; undefined where it took in none. */
  readonly position?: string;
  /** So many events of the log it took in. */
  readonly taken: number;
}

/** A therapy that was set aside. */
export interface SetAsideNow {
  readonly therapyId: string;
  /** For people, with where in the code it came from. */
  readonly reason: string;
  readonly attempt: number;
  /** Infinity: when something more is recorded of it. */
  readonly againAt: Instant;
}

export type FromThread =
  | { readonly kind: 'opened'; readonly path: string }
  /** To be answered with `released`. */
  | { readonly kind: 'release' }
  | { readonly kind: 'report'; readonly report: Report }
  /** The log does not answer; it is asked again after a pause. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly againInMs: number }
  /** It answers again. */
  | { readonly kind: 'available' }
  /** A file held other rows than were written into it, and is made anew. */
  | { readonly kind: 'edited'; readonly why: string }
  | ({ readonly kind: 'set-aside' } & SetAsideNow)
  /** It has closed its files, and does nothing any more. */
  | { readonly kind: 'closed' };
