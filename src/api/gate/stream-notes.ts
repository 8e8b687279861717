import type { FastifyReply } from 'fastify';
import type { AccessLog, Noted } from '../../accesses/access-log.js';
import { nameOf } from '../../access/subject.js';
import { Recent } from '../../ledger/recent.js';

const QUARTER_MS = 15 * 60_000;
const MOST_KEPT = 10_000;

const keyOf = ({ subject, action, parameters = {} }: Noted): string => {
  const { after: _after, ...what } = parameters;
  return JSON.stringify([subject && nameOf(subject), subject?.session, action, what]);
};

/** Who follows a stream: noted when it is opened and every quarter of an hour; who comes back within one goes on. */
export class StreamNotes {
  /** When each was noted last, by the clock of the process. */
  private readonly last = new Recent<number>(MOST_KEPT);

  constructor(
    private readonly log: Pick<AccessLog, 'note'>,
    private readonly everyMs = QUARTER_MS,
  ) {}

  /** Resolves when it is noted. @throws AccessLogUnavailable, AccessLogContradicted */
  async opened(noted: Noted, { raw }: Pick<FastifyReply, 'raw'>): Promise<void> {
    const key = keyOf(noted);
    const sinceMs = performance.now() - (this.last.find(key) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs >= this.everyMs) await this.note(key, noted);
    const again = () => {
      timer = setTimeout(again, this.everyMs).unref();
      // Nothing more is told of what cannot be noted.
      this.note(key, noted).catch(() => raw.destroy());
    };
    let timer = setTimeout(again, sinceMs >= this.everyMs ? this.everyMs : this.everyMs - sinceMs).unref();
    raw.once('close', () => clearTimeout(timer));
  }

  private async note(key: string, noted: Noted): Promise<void> {
    await this.log.note(noted);
    this.last.put(key, performance.now());
  }
}
