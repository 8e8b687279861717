import { randomUUID } from 'node:crypto';
import type { Subject } from '../access/subject.js';
import { merged } from '../kept/changes.js';
import { type Broken, type Glass, type GlassReview, MOST_OPEN, OPEN_MS, isOf } from './glass.js';

/** Where they are kept. */
export interface GlassBook {
  all(): readonly Glass[];
  put(glass: Glass): void;
  /** Where other services keep theirs, too. */
  follow?(taker: (glass: Glass) => void): void;
}

/** So many are open; the first of them closes after so many seconds. */
export class TooManyOpen extends Error {
  constructor(readonly seconds: number) {
    super(`${MOST_OPEN} glasses are open`);
  }
}

/** All that were ever broken. */
export class Glasses {
  private readonly byId: Map<string, Glass>;

  /** @param lasts whether a session does */
  constructor(
    private readonly book: GlassBook,
    private readonly now: () => number,
    private readonly lasts: (session: string) => boolean,
  ) {
    this.byId = new Map(book.all().map((glass) => [glass.id, glass]));
    book.follow?.((glass) => this.byId.set(glass.id, merged('glass', this.byId.get(glass.id), glass)));
  }

  get all(): readonly Glass[] {
    return [...this.byId.values()].toSorted((a, b) => a.openedAt - b.openedAt);
  }

  find(id: string): Glass | undefined {
    return this.byId.get(id);
  }

  /**
   * @param opens the therapy that is meant, if there is one
   * @throws TooManyOpen
   */
  open(subject: Subject, { reason, purpose, ...asked }: Broken, opens: string | undefined): Glass {
    const openedAt = this.now();
    const open = this.all.filter((glass) => this.isOpen(glass) && isOfPerson(glass, subject));
    if (open.length >= MOST_OPEN)
      throw new TooManyOpen(Math.max(1, Math.ceil((open[0]!.until - openedAt) / 1000)));
    const { iss, sub, name, sites, session } = subject;
    const glass: Glass = {
      id: randomUUID(),
      breaker: { iss, sub, name },
      sites,
      ...(session !== undefined && { session }),
      asked,
      ...(opens !== undefined && { opens }),
      reason,
      purpose,
      openedAt,
      until: openedAt + OPEN_MS,
    };
    return this.keep(glass);
  }

  /** By which a subject sees a therapy now. */
  openFor(subject: Subject, therapyId: string): Glass | undefined {
    return this.all.findLast(
      (glass) => glass.opens === therapyId && isOf(glass, subject) && this.isOpen(glass),
    );
  }

  isOpen({ until, session }: Glass): boolean {
    return this.now() < until && (session === undefined || this.lasts(session));
  }

  /** The first review of each kind stands. */
  review(glass: Glass, kind: 'review' | 'seen', review: Omit<GlassReview, 'at'>): Glass {
    return this.keep({ ...glass, [kind]: { ...review, at: this.now() } });
  }

  private keep(glass: Glass): Glass {
    this.book.put(glass);
    this.byId.set(glass.id, glass);
    return glass;
  }
}

const isOfPerson = ({ breaker }: Glass, { iss, sub }: Subject): boolean =>
  breaker.iss === iss && breaker.sub === sub;
