import type { KeyObject } from 'node:crypto';
import { openAt, sealAt } from '../custody/sealed-json.js';
import type { Journals } from '../event-store/port.js';
import { AccessLogContradicted } from './errors.js';
import type { Edge, Taken } from './note.js';

/** In which each service says that it has a log, and how far that is gone. */
const LOGS = 'pumpLedgerAccessLogs';
const LOG = 'pumpLedgerAccess-';
const PAGE = 500;
/** How often a service is named again where others named theirs meanwhile. */
const ATTEMPTS = 100;

/** A log that there is; with an edge, its records up to there are gone. */
export interface Said {
  readonly service: string;
  readonly gone?: Edge;
}

/** The logs of who looked on the server: of each service a stream with an event for each record, and one that names them. */
export class AccessJournal {
  constructor(
    private readonly journals: Journals,
    private readonly key: KeyObject,
  ) {}

  /** Records of a log after so many, at most a page. @throws AccessLogContradicted, StoreUnavailable */
  async records(service: string, after: number): Promise<readonly Taken[]> {
    const page = await this.journals.read(LOG + service, after, PAGE);
    return page.map(({ revision, data }) => {
      const taken = openAt(this.key, `${service} ${revision}`, data) as Taken | undefined;
      if (taken?.n === revision) return taken;
      throw new AccessLogContradicted(
        `record ${revision} of the log of service ${service} on the server is none that a service wrote`,
      );
    });
  }

  /** @returns false where other records are there already @throws StoreUnavailable */
  append(service: string, after: number, records: readonly Taken[]): Promise<boolean> {
    const events = records.map((record) => ({
      type: 'Access',
      data: sealAt(this.key, `${service} ${record.n}`, record),
    }));
    return this.journals.append(LOG + service, after, events);
  }

  /** What was said after a revision, each with its own. @throws StoreUnavailable */
  async said(after: number): Promise<readonly (Partial<Said> & { readonly revision: number })[]> {
    const page = await this.journals.read(LOGS, after, PAGE);
    const said = page.map(({ revision, data }) => ({
      ...(openAt(this.key, `${LOGS} ${revision}`, data) as Said | undefined),
      revision,
    }));
    return page.length < PAGE ? said : [...said, ...(await this.said(page.at(-1)!.revision))];
  }

  /** @param after the revision that is known @throws StoreUnavailable */
  async say(what: Said, after: number): Promise<void> {
    let last = after;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const data = sealAt(this.key, `${LOGS} ${last + 1}`, what);
      if (await this.journals.append(LOGS, last, [{ type: 'AccessLog', data }])) return;
      last = (await this.said(last)).at(-1)?.revision ?? last;
    }
    throw new AccessLogContradicted(`the stream ${LOGS} takes nothing more`);
  }

  /** @throws StoreUnavailable */
  cut(service: string, upTo: number): Promise<void> {
    return this.journals.cut(LOG + service, upTo);
  }
}
