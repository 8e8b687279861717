import { Logger } from '@nestjs/common';
import type { Subject } from '../access/subject.js';
import type { KeptState } from '../kept/kept-state.js';
import { nameOf } from '../access/subject.js';
import { standingOf } from '../access/claims.js';
import type { AccessSettings } from '../config/access-settings.js';
import { AccessRulesFile } from './access-rules.js';
import { Bearer } from './bearer.js';
import { type Clocks, systemClocks } from './clock.js';
import { grantOf } from './grants.js';
import { Intents } from './intents.js';
import { ApiKeys } from './keys/api-keys.js';
import { Logins } from './login/logins.js';
import { LogoutTokens } from './logout-tokens.js';
import { Restating } from './sessions/restating.js';
import { People } from './provider/people.js';
import { Provider } from './provider/provider.js';
import { WayRefused } from './refused.js';
import type { Person, Session } from './sessions/session.js';
import { Sessions } from './sessions/sessions.js';

const MINUTE_MS = 60_000;
const SWEPT_EVERY_MS = 15_000;

interface Parts {
  readonly settings: AccessSettings;
  readonly provider: Provider;
  readonly rules: AccessRulesFile;
  readonly store: KeptState;
  readonly clocks: Clocks;
}

/** All ways in, with `AUTH=oidc`. */
export class Ways {
  readonly settings: AccessSettings;
  readonly provider: Provider;
  readonly rules: AccessRulesFile;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  readonly logins: Logins;
  readonly logoutTokens: LogoutTokens;
  readonly intents: Intents;
  private readonly bearer: Bearer;
  private readonly restating: Restating;
  private readonly store: KeptState;
  private readonly sweeping: NodeJS.Timeout;

  private constructor({ settings, provider, rules, store, clocks }: Parts) {
    const people = new People(provider, settings);
    this.settings = settings;
    this.provider = provider;
    this.rules = rules;
    this.store = store;
    this.sessions = new Sessions(
      store,
      { idle: settings.sessionIdleMinutes * MINUTE_MS, age: settings.sessionHours * 60 * MINUTE_MS },
      clocks,
    );
    this.keys = new ApiKeys(store, clocks.wall);
    this.logins = new Logins(provider, people, settings, clocks, store);
    this.logoutTokens = new LogoutTokens(provider, settings, store, clocks.wall);
    this.intents = new Intents(store, clocks);
    this.bearer = new Bearer(provider, settings);
    this.restating = new Restating(this.sessions, people, clocks);
    this.sweeping = setInterval(() => this.sweep(), SWEPT_EVERY_MS).unref();
  }

  /**
   * @param types those of events that devices may be given
   * @throws SettingsError
   */
  static async open(
    settings: AccessSettings,
    store: KeptState,
    types: ReadonlySet<string>,
    clocks = systemClocks,
  ): Promise<Ways> {
    const rules = new AccessRulesFile(settings.accessFile, types);
    const provider = await Provider.discover(settings);
    return new Ways({ settings, provider, rules, store, clocks });
  }

  /** What is not as it should be, though the service goes on; undefined where all is well. */
  get trouble(): string | undefined {
    const { trouble } = this.provider.contact;
    return this.rules.trouble ?? (trouble && `the identity provider does not answer: ${trouble.why}`);
  }

  /** Undefined where the session is over. */
  async subjectOfSession(secret: string): Promise<Subject | undefined> {
    await this.store.upToDate();
    // Another service may have begun it just now.
    if (!this.sessions.known(secret)) await this.store.caughtUp();
    const found = this.sessions.find(secret);
    const session = found && (await this.restating.fresh(found));
    if (!session) return undefined;
    if (!this.isDenied(session.person)) return this.subjectIn(session);
    this.sessions.end(session.id, 'denied');
    return undefined;
  }

  subjectIn({ id, person }: Session): Subject {
    const { tokens: _tokens, stated, sid: _sid, ...who } = person;
    return { ...who, via: 'session', ...standingOf(stated, this.rules.current), session: id };
  }

  /** @throws WayRefused TOKEN_INVALID, IDP_UNAVAILABLE */
  async subjectOfToken(token: string): Promise<Subject> {
    const subject = await this.bearer.subjectOf(token, this.rules.current);
    if (this.isDenied(subject)) throw new WayRefused('TOKEN_INVALID', 'The subject of the token is denied.');
    return subject;
  }

  /** @throws WayRefused TOKEN_INVALID, KEY_REVOKED; StoreUnavailable */
  async subjectOfKey(token: string): Promise<Subject> {
    await this.store.upToDate();
    if (!this.keys.find(token)) await this.store.caughtUp();
    const key = this.keys.find(token);
    if (!key) throw new WayRefused('TOKEN_INVALID', 'This is no key of this service.');
    if (key.revokedAt !== undefined) throw new WayRefused('KEY_REVOKED', 'This key was revoked.');
    const grant = grantOf(key.client, this.rules.current);
    const who = { iss: this.settings.publicUrl, sub: key.client };
    if (!this.keys.lasts(key) || !grant || this.isDenied(who))
      throw new WayRefused('TOKEN_INVALID', 'The key has expired, or its client may nothing any more.');
    const isFirstUse = this.keys.use(key);
    return { ...who, name: key.client, via: 'key', ...grant, ...(isFirstUse && { isFirstUse }) };
  }

  isDenied(who: Pick<Person, 'iss' | 'sub'>): boolean {
    return this.rules.current.denied.has(nameOf(who));
  }

  close(): void {
    clearInterval(this.sweeping);
    this.provider.close();
    this.rules.close();
  }

  private sweep(): void {
    try {
      this.sessions.sweep((person) => this.isDenied(person));
    } catch (error) {
      new Logger('Access').error({ msg: 'sessions cannot be looked through', err: error });
    }
  }
}
