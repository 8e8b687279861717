import { randomUUID } from 'node:crypto';
import { type Clocks, Since } from './clock.js';

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

/** Kept in memory alone: what is typed into them is personal. */
export class Intents {
  private readonly byId = new Map<string, Intent & { readonly since: Since }>();

  constructor(private readonly clocks: Clocks) {}

  keep(session: string, kind: string, what: unknown): Intent {
    this.forgetOld();
    const own = [...this.byId.values()].filter((intent) => intent.session === session);
    if (own.length >= MOST_OF_A_SESSION) this.byId.delete(own[0]!.id);
    const intent = {
      id: randomUUID(),
      session,
      kind,
      what,
      since: new Since(this.clocks.wall(), this.clocks),
    };
    this.byId.set(intent.id, intent);
    return intent;
  }

  /** Undefined where it is over, was carried out, or is of another session. */
  find(id: string, session: string): Intent | undefined {
    this.forgetOld();
    const intent = this.byId.get(id);
    return intent?.session === session ? intent : undefined;
  }

  /** The same, once. */
  take(id: string, session: string): Intent | undefined {
    const intent = this.find(id, session);
    if (intent) this.byId.delete(id);
    return intent;
  }

  private forgetOld(): void {
    for (const { id, since } of this.byId.values()) if (since.age >= LAST_MS) this.byId.delete(id);
  }
}
