import type { Digest } from '../../ledger/disclosure.js';
import type { Purpose } from './purpose.js';

/** What somebody did, in one word. */
export const KINDS = [
  'read',
  'search',
  'export',
  'record',
  'sign',
  'denied',
  'login',
  'logout',
  'key',
  'glass',
] as const;
export type Kind = (typeof KINDS)[number];

export type Via = 'session' | 'bearer' | 'key' | 'cli';

/** In place of a value that may be a name: HMAC-SHA-256 under a key of the service, base64url. */
export interface KeyedDigest {
  readonly $hmac: string;
}
export type Parameter = string | KeyedDigest;

export interface Outcome {
  /** As HTTP has it; of the command line as HTTP would. */
  readonly status: number;
  /** Of the problem. */
  readonly code?: string;
}

/** One access, before its place in the log is known. No personal value of a patient is in it. */
export interface Entry {
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** Which service wrote it. */
  readonly service: string;
  readonly kind: Kind;
  /** `<iss>#<sub>`, sealed; null where nobody was known. */
  readonly subject: Digest | null;
  readonly via: Via | null;
  readonly session: Digest | null;
  readonly address: Digest | null;
  /** The route with its method, or the command. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** At most 500: more go on in the next part. */
  readonly therapies: readonly string[];
  readonly site: string | null;
  readonly purpose: Purpose;
  /** The open glass by which it was seen. */
  readonly glass?: string;
  /** Whether personal values were in clear. */
  readonly identified: boolean;
  readonly outcome: Outcome;
  /** How many things of a list; of tries without a subject, how many there were. */
  readonly items: number;
  readonly knownAt?: string;
  readonly asOf?: string;
  readonly requestId: string;
  /** From 2, of what one record does not hold. */
  readonly part?: number;
}

/** As it is hashed. */
export interface AccessRecord extends Entry {
  /** Counts from 1. */
  readonly n: number;
  /** Lower-case hex SHA-256 of the record before; 64 zeros for the first. */
  readonly previous: string;
}

/** Where a log of accesses ends. */
export interface LogHead {
  readonly n: number;
  readonly hash: string;
  /** RFC 3339; empty while there is no record. */
  readonly at: string;
}
