import { GENESIS_HASH } from '../ledger/hashes.js';
import type { AccessLogPart } from '../streams/events/access-log-part.js';
import type { StreamLog } from '../repository/stream-log.js';
import { Mutex } from '../waiting/semaphore.js';
import type { AccessJournal } from './access-journal.js';
import type { AccessThread } from './access-thread.js';
import { AccessLogContradicted, AccessLogUnavailable } from './errors.js';
import type { Taken } from './note.js';

/** A question waits no longer for what other services wrote, ms. */
const LONGEST_MS = 10_000;
/** Of records that are looked for at the end of the own stream; each time so many times more. */
const BACK = 400;

export interface SharedWith {
  readonly thread: Pick<AccessThread, 'ask'>;
  readonly journal: AccessJournal;
  /** Of the ledger, in which each service seals its log. */
  readonly seals: StreamLog<'access'>;
  /** By which this service is known to others. */
  readonly service: string;
}

/**
 * The logs of who looked of all services on one ledger. Each writes its own: into its file, and from there onto the server
 * before anything is disclosed. Of the others each has a copy in its file, brought up to date when it is asked for.
 */
export class SharedLogs {
  /** Own records on the server. */
  private sent = 0;
  private readonly sending = new Mutex();
  private readonly reading = new Mutex();
  private readonly services = new Set<string>();
  private saidUpTo = 0;
  private sealsUpTo = 0;
  /** The newest of each service, and how far that was compared. */
  private readonly newest = new Map<string, AccessLogPart>();
  private readonly compared = new Map<string, number>();

  constructor(private readonly shared: SharedWith) {}

  /** Finds out how far the own log is on the server, and sends what is not. @throws AccessLogContradicted, StoreUnavailable */
  async open(): Promise<void> {
    const { service, journal } = this.shared;
    await this.readSeals();
    await this.readSaid();
    if (!this.services.has(service)) await journal.say({ service }, this.saidUpTo);
    await this.sending.run(() => this.findSent());
    this.notFewer(service, this.sent);
    await this.send();
    await this.upToDate();
  }

  /** Resolves when all own records are on the server. @throws AccessLogContradicted, StoreUnavailable */
  send(): Promise<void> {
    return this.sending.run(async () => {
      const { thread, journal, service } = this.shared;
      for (;;) {
        const { taken = [] } = await thread.ask({ kind: 'after', n: this.sent });
        if (taken.length === 0) return;
        if (await journal.append(service, this.sent, taken)) this.sent += taken.length;
        else if (!(await this.foundThere())) throw gone(service, this.sent + 1);
      }
    });
  }

  /**
   * Takes in what every service wrote up to now, and compares each log with what the ledger says of it.
   * @throws AccessLogContradicted, AccessLogUnavailable, StoreUnavailable
   */
  async upToDate(): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    await this.send();
    await this.reading.run(async () => {
      // What is sealed is on the server: so it is read first.
      await this.readSeals();
      await this.readSaid();
      for (const service of new Set([...this.services, ...this.newest.keys()])) {
        if (service === this.shared.service) await this.followOwn();
        else await this.follow(service, end);
        await this.compare(service);
      }
    });
  }

  /** Says to all that so many own records are gone, and lets the server forget them. @throws StoreUnavailable */
  async letGo(size: number): Promise<void> {
    const { thread, journal, service } = this.shared;
    const { edge } = await thread.ask({ kind: 'edge', size });
    await journal.say({ service, gone: edge }, this.saidUpTo);
    await journal.cut(service, size);
  }

  private async readSeals(): Promise<void> {
    for (const { event } of await this.shared.seals.after(this.sealsUpTo)) {
      this.sealsUpTo = event.revision;
      if (event.type === 'AccessLogSealed' && event.data.service !== undefined)
        this.newest.set(event.data.service, event.data);
    }
  }

  private async readSaid(): Promise<void> {
    for (const { revision, service, gone } of await this.shared.journal.said(this.saidUpTo)) {
      this.saidUpTo = revision;
      if (service === undefined) continue;
      this.services.add(service);
      if (gone) await this.shared.thread.ask({ kind: 'gone', log: service, edge: gone });
    }
  }

  /** Takes in what came, behind what is known. */
  private async follow(service: string, end: number): Promise<void> {
    for (let isAgain = false; ;) {
      if (performance.now() > end)
        throw new AccessLogUnavailable('what other services noted could not be read in time');
      const head = await this.headOf(service);
      const isKnown = head.hash !== GENESIS_HASH;
      const page = await this.shared.journal.records(service, isKnown ? head.n - 1 : head.n);
      const [first] = page;
      const isRight = isKnown
        ? first?.n === head.n && first.hash === head.hash
        : !first || first.n === head.n + 1;
      if (!isRight) {
        if (isAgain) throw gone(service, head.n);
        // Its service may have let go of it just now.
        isAgain = true;
        await this.readSaid();
        continue;
      }
      const taken = isKnown ? page.slice(1) : page;
      if (taken.length === 0) return;
      await this.take(service, taken);
    }
  }

  private followOwn(): Promise<void> {
    return this.sending.run(async () => {
      while (await this.foundThere());
    });
  }

  private async compare(service: string): Promise<void> {
    const seal = this.newest.get(service);
    if (!seal || this.compared.get(service) === seal.size) return;
    const isOwn = service === this.shared.service;
    this.notFewer(service, isOwn ? this.sent : (await this.headOf(service)).n);
    const { root } = await this.shared.thread.ask({ kind: 'root', log: service, size: seal.size });
    if (root !== seal.root)
      throw new AccessLogContradicted(
        `the first ${seal.size} records of the log of service ${service} are not those that the ledger sealed`,
      );
    this.compared.set(service, seal.size);
  }

  private notFewer(service: string, there: number): void {
    const sealed = this.newest.get(service)?.size ?? 0;
    if (there < sealed)
      throw new AccessLogContradicted(
        `the log of service ${service} has ${there} records on the server, and ${sealed} were sealed: its end is gone`,
      );
  }

  /** The last own record on the server is looked for from the end of the own file. */
  private async findSent(): Promise<void> {
    const { journal, service } = this.shared;
    const { n } = await this.headOf(service);
    for (let back = 1; ; back *= BACK) {
      const after = Math.max(0, n - back);
      const there = await journal.records(service, after);
      if (there.length === 0 && after > 0) continue;
      this.sent = there.length > 0 ? there[0]!.n - 1 : 0;
      while (await this.foundThere());
      return;
    }
  }

  /** Compares what is on the server with the own file, and takes from there what only the server has. */
  private async foundThere(): Promise<boolean> {
    const { thread, journal, service } = this.shared;
    const there = await journal.records(service, this.sent);
    if (there[0]?.n !== this.sent + 1) {
      if (there.length > 0 || this.sent > 0) await this.isEnd();
      return false;
    }
    const { taken: own = [] } = await thread.ask({ kind: 'after', n: this.sent });
    for (const [index, record] of there.entries()) {
      if (own[index] && own[index].hash !== record.hash) throw gone(service, record.n);
    }
    const { n } = await this.headOf(service);
    const lacking = there.filter((record) => record.n > n);
    if (lacking.length > 0) await this.take(service, lacking);
    this.sent = there.at(-1)!.n;
    return true;
  }

  /** @throws AccessLogContradicted where what was sent is not there any more */
  private async isEnd(): Promise<void> {
    const { journal, service } = this.shared;
    const [last] = await journal.records(service, this.sent - 1);
    if (last?.n !== this.sent) throw gone(service, this.sent);
  }

  private async take(log: string, taken: readonly Taken[]): Promise<void> {
    await this.shared.thread.ask({ kind: 'take', log, taken });
  }

  private async headOf(log: string) {
    return (await this.shared.thread.ask({ kind: 'head', log })).head!;
  }
}

const gone = (service: string, n: number): AccessLogContradicted =>
  new AccessLogContradicted(
    `record ${n} of the log of service ${service} is not on the server any more, or another is in its place`,
  );
