import { type Clocks, Since } from '../clock.js';

/** A login that was begun, until the provider sends the browser back. */
export interface Begun {
  /** Hash of the secret by which the browser is known. */
  readonly browser: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly purpose:
    | {
        readonly kind: 'login';
        readonly lead: string;
        /** Only a login in a later second than this counts, s since 1970. */
        readonly after?: number;
      }
    | {
        readonly kind: 'again';
        readonly session: string;
        readonly intent: string;
        /** Of whoever began. */
        readonly iss: string;
        readonly sub: string;
      };
}

const LAST_MS = 5 * 60_000;
/** Anybody can begin logins: the oldest go. */
const MOST = 20_000;

/** Logins that were begun, by their `state`; each is taken once. */
export class PendingLogins {
  private readonly byState = new Map<string, Begun & { readonly since: Since }>();

  constructor(private readonly clocks: Clocks) {}

  keep(state: string, begun: Begun): void {
    for (const [name, { since }] of this.byState) {
      if (since.age < LAST_MS && this.byState.size < MOST) break;
      this.byState.delete(name);
    }
    this.byState.set(state, { ...begun, since: new Since(this.clocks.wall(), this.clocks) });
  }

  /** Undefined where none is begun in that browser, where it is over, or was taken. */
  take(state: string, browser: string): Begun | undefined {
    const found = this.byState.get(state);
    if (found?.browser !== browser) return undefined;
    this.byState.delete(state);
    return found.since.age < LAST_MS ? found : undefined;
  }
}
