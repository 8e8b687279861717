import type { PolicyVersion } from '../compliance/policies/index.js';
import type { Backlog } from './register/backlog.js';

/** Where the log is. */
export type LogPlace =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'kurrentdb'; readonly url: string };

/** What the thread of the read models is given. */
export interface ThreadOptions {
  /** Of the files of the read models. */
  readonly directory: string;
  /** It reads by itself, on a connection of its own. */
  readonly log: LogPlace;
  readonly policies: readonly PolicyVersion[];
}

/** `grown`: there is more in the log. `wanted`: somebody waits. `broken`: the file cannot be read. */
export type ToThread = 'grown' | 'wanted' | 'broken' | 'released' | 'close';

export interface Report extends Backlog {
  readonly isRebuilding: boolean;
}

export type FromThread =
  | { readonly kind: 'opened'; readonly path: string }
  /** To be answered with `released`. */
  | { readonly kind: 'release' }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'set-aside'; readonly therapyId: string; readonly reason: string };
