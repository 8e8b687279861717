import { Logger } from '@nestjs/common';
import type { Clocks } from '../clock.js';
import { NoLongerVouched, type People } from '../provider/people.js';
import type { Session } from './session.js';
import type { Sessions } from './sessions.js';

const LAST_MS = 3_600_000;
/** Where the provider does not answer, it is asked again after so long, ms. */
const AGAIN_MS = 60_000;

/** Has the provider say anew, each hour, what it says of whom. */
export class Restating {
  private readonly logger = new Logger('Access');
  private readonly asking = new Map<string, Promise<Session | undefined>>();
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly clocks: Clocks,
  ) {}

  /** The session with what the provider says now; undefined where it vouches for the person no more, and it ended. */
  async fresh(session: Session): Promise<Session | undefined> {
    const { id } = session;
    if (this.sessions.statedAge(session) < LAST_MS) return session;
    const failed = this.failed.get(id);
    if (failed !== undefined && this.clocks.steady() - failed < AGAIN_MS) return session;
    const asking = this.asking.get(id) ?? this.ask(session).finally(() => this.asking.delete(id));
    this.asking.set(id, asking);
    return asking;
  }

  private async ask(session: Session): Promise<Session | undefined> {
    try {
      const person = await this.people.again(session.person);
      this.failed.delete(session.id);
      const lasting = this.sessions.byId(session.id);
      return lasting && this.sessions.restate(lasting, person);
    } catch (error) {
      if (error instanceof NoLongerVouched) {
        this.sessions.end(session.id, 'provider');
        return undefined;
      }
      this.failed.set(session.id, this.clocks.steady());
      this.logger.warn({
        msg: 'the provider cannot be asked anew about a session, which goes on',
        err: error,
      });
      return session;
    }
  }
}
