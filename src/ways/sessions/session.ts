import type { Stated } from '../../access/claims.js';

/** Who somebody is, as the identity provider vouched for at a login. */
export interface Person {
  readonly iss: string;
  readonly sub: string;
  readonly name: string | null;
  readonly stated: Stated;
  readonly purposeOfUse?: string;
  /** Ms since 1970. */
  readonly authTime?: number;
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** The provider's own session. */
  readonly sid?: string;
  readonly tokens: Tokens;
}

/** As the provider gave them. */
export interface Tokens {
  readonly id?: string;
  readonly access?: string;
  readonly refresh?: string;
}

export type EndedBy = 'idle' | 'age' | 'logout' | 'provider' | 'officer' | 'other login' | 'denied';

/** What is kept of a session; all times in ms since 1970. */
export interface Session {
  /** Names it; no secret. */
  readonly id: string;
  /** Of the secret in the cookie. */
  readonly hash: string;
  /** Of the secret by which the browser is known, across its sessions. */
  readonly browser: string;
  readonly person: Person;
  readonly createdAt: number;
  readonly usedAt: number;
  /** When the provider was last asked what it says of the person. */
  readonly statedAt: number;
  readonly ended?: { readonly at: number; readonly by: EndedBy };
}
