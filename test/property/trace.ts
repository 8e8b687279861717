import type { Content, DrugMasses } from './drug-masses.js';
import type { Stretch } from './stretches.js';

/** A time in which nothing changes but what leaves the tip. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Of each drug, left the reservoir and the tip. */
  readonly reservoir: DrugMasses;
  readonly tip: DrugMasses;
  /** What the reservoir holds; empty where there is none. */
  readonly held: Content;
  /** The highest strength of each drug in reservoir or path. */
  readonly highest: Content;
  /** What the patient may have had besides, unread. */
  readonly unread: boolean;
  readonly unreadMl: number;
  readonly flowUnknown: boolean;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A reading shows another flow than was computed, and since when it may have been so. */
export interface Differing extends Span {
  readonly mlPerDay: number;
}

/** What the simulation saw, for those who judge how far it may be believed. Until the end, spans that go on end there. */
export interface Trace {
  readonly pieces: Piece[];
  readonly jumps: { readonly at: number; readonly tip: DrugMasses }[];
  readonly stretches: Stretch[];
  readonly pathUnknown: Span[];
  readonly differing: Differing[];
  /** At the reservoir, until a volume is known again; at the tip, also until the path has been passed. */
  readonly flowUnknown: { readonly reservoir: Span[]; readonly tip: Span[] };
}
