import { Inject, Injectable } from '@nestjs/common';
import { EVERYWHERE } from '../../access/care.js';
import type { AccessQuestion, ReadRecord, Unusual } from '../../accesses/access-reader.js';
import { OpenedAccesses } from '../../accesses/opened.js';
import type { Access } from '../gate/access.js';
import { visibleTo } from './visible.js';

/** Looked through for one page, where most is out of reach; the next page goes on. */
const MOST_LOOKED_AT = 5_000;

export interface Listed {
  readonly items: readonly ReadRecord[];
  /** After which to go on; undefined where nothing is left. */
  readonly next?: number;
}

/** Of a therapy out of reach nothing is found, as of an unknown one: tries at it are kept by its id, tries at an unknown one are not. */
const mayAskFor = async (access: Access, therapyId: string | undefined): Promise<boolean> =>
  therapyId === undefined ||
  access.subject.sites.includes(EVERYWHERE) ||
  (await access.may('access:read', therapyId)) !== undefined;

/** Who looked, as far as whoever asks reaches it. */
@Injectable()
export class AccessList {
  constructor(@Inject(OpenedAccesses) private readonly accesses: OpenedAccesses | undefined) {}

  /** The newest first. @throws AccessLogUnavailable */
  async page(access: Access, question: AccessQuestion): Promise<Listed> {
    const { reader, log } = this.accesses ?? {};
    if (!(await mayAskFor(access, question.therapyId))) return this.told(access, []);
    await log?.upToDate();
    const items: ReadRecord[] = [];
    let { before } = question;
    for (let looked = 0; reader && looked < MOST_LOOKED_AT;) {
      const limit = question.limit + 1;
      const found = reader.records({ ...question, before, limit });
      for (const one of found) {
        if (items.length === question.limit) return { ...this.told(access, items), next: before };
        before = one.position;
        const seen = await visibleTo(one, this.readerOf(access));
        if (seen) items.push(seen);
      }
      looked += found.length;
      if (found.length < limit) return this.told(access, items);
    }
    return { ...this.told(access, items), next: before };
  }

  /** Of those in whose last record anything is within reach. @throws AccessLogUnavailable */
  async unusual(access: Access, now: number): Promise<readonly Unusual[]> {
    const { reader, log } = this.accesses ?? {};
    await log?.upToDate();
    const all = reader?.unusual(now) ?? [];
    const seen: Unusual[] = [];
    for (const one of all) {
      const last = reader?.lastOf(one.subjectKey);
      if (last && (await visibleTo(last, this.readerOf(access)))) seen.push(one);
    }
    return seen;
  }

  private told(access: Access, items: readonly ReadRecord[]): Listed {
    for (const { record } of items) for (const id of record.therapies) access.therapies.add(id);
    access.items = items.length;
    return { items };
  }

  private readerOf(access: Access) {
    return {
      sites: access.subject.sites,
      reaches: async (id: string) => (await access.may('access:read', id)) !== undefined,
      digest: (text: string) => this.accesses!.who.digest('parameter', text),
    };
  }
}
