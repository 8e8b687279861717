import { randomUUID } from 'node:crypto';
import { Since, type Clocks } from '../clock.js';
import { hashOf, randomSecret } from '../secrets.js';
import { merged } from '../../kept/changes.js';
import type { KeptState } from '../../kept/kept-state.js';
import type { EndedBy, Person, Session } from './session.js';

/** In ms. */
export interface SessionLimits {
  readonly idle: number;
  readonly age: number;
}

const MOST_OF_A_SUBJECT = 5;
/** An ended session is remembered so long: a login in its browser must be a fresh one. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;
/** A use is on disk at the latest so long after the one that is there, ms: a restart may end a session so much earlier. */
const USE_WRITTEN_EVERY_MS = 30_000;

interface Live {
  session: Session;
  created: Since;
  used: Since;
  stated: Since;
  /** As on disk. */
  usedAtWritten: number;
}

type Named = Partial<Pick<Person, 'iss' | 'sub' | 'sid'>>;

/** Who is logged in, in which browser: what is behind the session's cookie. */
export class Sessions {
  private readonly byHash = new Map<string, Live>();

  constructor(
    private readonly store: KeptState,
    private readonly limits: SessionLimits,
    private readonly clocks: Clocks,
  ) {
    for (const [, state] of store.all('session')) this.load(state as Session);
    store.follow('session', (hash, state) => this.adopt(hash, state as Session | undefined));
  }

  /**
   * Ends the session that the browser had before, and the subject's oldest of too many.
   * @returns the secret for the cookie
   */
  begin(person: Person, browser: string): { readonly session: Session; readonly secret: string } {
    const now = this.clocks.wall();
    for (const { browser: other, id } of this.live) if (other === browser) this.end(id, 'other login');
    const own = this.of(person).toSorted((a, b) => a.createdAt - b.createdAt);
    for (const { id } of own.slice(0, Math.max(0, own.length + 1 - MOST_OF_A_SUBJECT)))
      this.end(id, 'other login');
    const secret = randomSecret();
    const session: Session = {
      id: randomUUID(),
      hash: hashOf(secret),
      browser,
      person,
      createdAt: now,
      usedAt: now,
      statedAt: now,
    };
    this.keep(session, this.sinceNow(), this.sinceNow());
    return { session, secret };
  }

  /** The session of a cookie's secret, while it lasts. */
  find(secret: string): Session | undefined {
    const session = this.known(secret);
    return session?.ended ? undefined : session;
  }

  /** Also one that has ended. */
  known(secret: string): Session | undefined {
    const live = this.byHash.get(hashOf(secret));
    if (live) this.endOverdue(live);
    return live?.session;
  }

  byId(id: string): Session | undefined {
    return this.live.find((session) => session.id === id);
  }

  /** Those that last. */
  get live(): readonly Session[] {
    return [...this.byHash.values()].flatMap((live) => {
      this.endOverdue(live);
      return live.session.ended ? [] : [live.session];
    });
  }

  of({ iss, sub }: Pick<Person, 'iss' | 'sub'>): readonly Session[] {
    return this.live.filter(({ person }) => person.iss === iss && person.sub === sub);
  }

  /** When the last session of a browser ended; undefined where it has one that lasts, or none is remembered. */
  lastEnd(browser: string): number | undefined {
    const own = [...this.byHash.values()]
      .filter(({ session }) => session.browser === browser)
      .map((live) => (this.endOverdue(live), live.session.ended));
    if (own.length === 0 || own.some((ended) => ended === undefined)) return undefined;
    return Math.max(...own.map((ended) => ended!.at));
  }

  /** Somebody follows a link or changes something. */
  useBy(secret: string): void {
    const live = this.byHash.get(hashOf(secret));
    if (!live || live.session.ended) return;
    live.used = this.sinceNow();
    live.session = { ...live.session, usedAt: live.used.at };
    if (live.used.at - live.usedAtWritten < USE_WRITTEN_EVERY_MS) return;
    live.usedAtWritten = live.used.at;
    this.store.change('session', live.session.hash, live.session);
  }

  /** What the provider says now. */
  restate(session: Session, person: Person): Session {
    const live = this.byHash.get(session.hash)!;
    live.stated = this.sinceNow();
    live.session = { ...live.session, person, statedAt: live.stated.at };
    this.store.change('session', session.hash, live.session);
    return live.session;
  }

  /** How long ago the provider was asked, ms. */
  statedAge({ hash }: Session): number {
    return this.byHash.get(hash)?.stated.age ?? 0;
  }

  /** After the same person proved anew who they are: the session under a new secret. */
  renew(session: Session, person: Person): { readonly session: Session; readonly secret: string } {
    const live = this.byHash.get(session.hash)!;
    const secret = randomSecret();
    const now = this.sinceNow();
    const renewed: Session = {
      ...live.session,
      person,
      hash: hashOf(secret),
      usedAt: now.at,
      statedAt: now.at,
    };
    this.drop(session.hash);
    this.keep(renewed, live.created, now);
    return { session: renewed, secret };
  }

  end(id: string, by: EndedBy, at = this.clocks.wall()): void {
    const live = [...this.byHash.values()].find(({ session }) => session.id === id);
    if (!live || live.session.ended) return;
    const { tokens: _tokens, ...person } = live.session.person;
    live.session = { ...live.session, person: { ...person, tokens: {} }, ended: { at, by } };
    this.store.change('session', live.session.hash, live.session);
  }

  /** Ends all of whom, or which, the provider names. */
  endNamed(named: Named, by: EndedBy): readonly Session[] {
    const matching = this.live.filter(({ person }) =>
      (['iss', 'sub', 'sid'] as const).every(
        (name) => named[name] === undefined || named[name] === person[name],
      ),
    );
    for (const { id } of matching) this.end(id, by);
    return matching;
  }

  /** Ends what is overdue, and forgets what ended long ago. */
  sweep(isDenied: (person: Person) => boolean): void {
    for (const { id, person } of this.live) if (isDenied(person)) this.end(id, 'denied');
    const now = this.clocks.wall();
    for (const { session } of this.byHash.values())
      if (session.ended && now - session.ended.at > REMEMBERED_MS) this.drop(session.hash);
  }

  private load(session: Session): void {
    const at = (instant: number) => new Since(instant, this.clocks);
    // Used in the future: nobody can say how old it is.
    const isDoubtful = session.usedAt > this.clocks.wall();
    this.byHash.set(session.hash, {
      session,
      created: at(session.createdAt),
      used: at(session.usedAt),
      stated: at(session.statedAt),
      usedAtWritten: session.usedAt,
    });
    if (isDoubtful) this.end(session.id, 'age');
  }

  /** As this or another service left it. */
  private adopt(hash: string, state: Session | undefined): void {
    const known = this.byHash.get(hash);
    if (!state) return void this.byHash.delete(hash);
    if (!known) return this.load(state);
    if (known.session.ended) return;
    const usedAt = Math.max(known.session.usedAt, state.usedAt);
    if (usedAt > known.used.at) known.used = new Since(usedAt, this.clocks);
    if (state.statedAt > known.stated.at) known.stated = new Since(state.statedAt, this.clocks);
    known.usedAtWritten = Math.max(known.usedAtWritten, state.usedAt);
    known.session = { ...merged('session', known.session, state), usedAt };
  }

  private keep(session: Session, created: Since, used: Since): void {
    this.store.put('session', session.hash, session);
    this.byHash.set(session.hash, {
      session,
      created,
      used,
      stated: used,
      usedAtWritten: session.usedAt,
    });
  }

  private drop(hash: string): void {
    this.byHash.delete(hash);
    this.store.remove('session', hash);
  }

  private endOverdue({ session, created, used }: Live): void {
    if (session.ended) return;
    const { idle, age } = this.limits;
    const now = this.clocks.wall();
    if (used.age >= idle) this.end(session.id, 'idle', Math.min(now, session.usedAt + idle));
    else if (created.age >= age) this.end(session.id, 'age', Math.min(now, session.createdAt + age));
  }

  private sinceNow(): Since {
    return new Since(this.clocks.wall(), this.clocks);
  }
}
