import type { Role } from './permissions.js';

/** What a device may: the terms of its client in the access file. */
export interface Grant {
  readonly client: string;
  /** Undefined: by serial numbers alone. */
  readonly therapies?: readonly string[];
  /** Of pumps that are in place now. */
  readonly serialNumbers?: readonly string[];
  /** Of events. */
  readonly types: readonly string[];
  readonly metrics: boolean;
}

/** Who asks, as the way in established it. */
export interface Subject {
  /** Of whoever vouches for the subject. */
  readonly iss: string;
  readonly sub: string;
  /** For display; null where nobody said it. */
  readonly name: string | null;
  readonly via: 'session' | 'bearer' | 'key' | 'cli' | 'off';
  readonly roles: readonly Role[];
  /** Claims such as `north`, `north/ward-3` or `*`. */
  readonly sites: readonly string[];
  /** Of a session, an opaque id that is no secret. */
  readonly session?: string;
  /** When the person proved who they are, ms since 1970. */
  readonly authTime?: number;
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** As a token states it. */
  readonly purposeOfUse?: string;
  readonly grant?: Grant;
  /** Of a key: whether it was never used before. */
  readonly isFirstUse?: boolean;
}

/** One name for a subject: `<iss>#<sub>`; of whoever is not authenticated, who nobody vouches for, the `sub` alone. */
export const nameOf = ({ iss, sub }: Pick<Subject, 'iss' | 'sub'>): string =>
  iss === '' ? sub : `${iss}#${sub}`;

/** Whoever is at this machine, while there is no access control. */
export const ANYBODY: Subject = {
  iss: '',
  sub: 'anonymous',
  name: 'anonymous',
  via: 'off',
  roles: ['reader', 'recorder', 'reviewer', 'vigilance', 'officer', 'admin'],
  sites: ['*'],
};
