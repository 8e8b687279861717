import type { KeptState } from '../../kept/kept-state.js';
import type { Clocks } from '../clock.js';
import { Passing } from '../passing.js';
import { hashOf } from '../secrets.js';

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

/** Logins that were begun, by their `state`, of which a hash is kept; each is taken once. */
export class PendingLogins {
  private readonly kept: Passing<Begun>;

  constructor(store: KeptState, clocks: Clocks) {
    this.kept = new Passing(store, 'login', LAST_MS, clocks);
  }

  keep(state: string, begun: Begun): void {
    this.kept.forgetOld(MOST);
    this.kept.keep(hashOf(state), begun);
  }

  /** Undefined where none is begun in that browser, where it is over, or was taken. @throws StoreUnavailable */
  async take(state: string, browser: string): Promise<Begun | undefined> {
    const name = hashOf(state);
    const found = this.kept.find(name);
    if (found?.browser !== browser) return undefined;
    return (await this.kept.take(name)) ? found : undefined;
  }
}
