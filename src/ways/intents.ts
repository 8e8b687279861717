import { randomUUID } from 'node:crypto';
import type { KeptState } from '../kept/kept-state.js';
import type { Clocks } from './clock.js';
import { Passing } from './passing.js';

/** What somebody is about to do, once they prove anew who they are. */
export interface Intent {
  readonly id: string;
  /** The id of the session whose it is. */
  readonly session: string;
  /** Which of those who carry out intents this one is for. */
  readonly kind: string;
  readonly what: unknown;
}

const LAST_MS = 10 * 60_000;
const MOST_OF_A_SESSION = 20;

/** Kept encrypted alone: what is typed into them is personal. */
export class Intents {
  private readonly kept: Passing<Intent>;

  constructor(store: KeptState, clocks: Clocks) {
    this.kept = new Passing(store, 'intent', LAST_MS, clocks);
  }

  keep(session: string, kind: string, what: unknown): Intent {
    this.kept.forgetOld();
    const own = this.kept.all.filter((intent) => intent.session === session);
    if (own.length >= MOST_OF_A_SESSION) this.kept.drop(own[0]!.id);
    const intent = { id: randomUUID(), session, kind, what };
    this.kept.keep(intent.id, intent);
    return intent;
  }

  /** Undefined where it is over, was carried out, or is of another session. */
  find(id: string, session: string): Intent | undefined {
    const intent = this.kept.find(id);
    return intent?.session === session ? intent : undefined;
  }

  /** The same, once. @throws StoreUnavailable */
  async take(id: string, session: string): Promise<Intent | undefined> {
    const intent = this.find(id, session);
    return intent && (await this.kept.take(id)) ? intent : undefined;
  }
}
