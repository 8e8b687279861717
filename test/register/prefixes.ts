import { audit } from '../../src/compliance/audit.js';
import { shippedBook } from '../support/shipped-book.js';
import type { EventStore } from '../../src/event-store/port.js';
import { canonicalBytes, sha256Hex } from '../../src/ledger/canonical.js';
import type { Register } from '../../src/register/register.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { caseReport } from '../support/history.js';
import { headHash, ofTherapy } from './support.js';

const CASES = [caseReport('a').events, caseReport('b').events];

/** Therapies that are written while they are read: how far each is acknowledged, and how far it may be in the log. */
export class Written {
  readonly therapies: ReadonlyMap<string, readonly Sealed[]>;
  readonly acknowledged = new Map<string, number>();
  readonly begun = new Map<string, number>();
  private readonly rows = new Map<string, string>();

  constructor(
    count: number,
    private readonly policyId: string,
  ) {
    this.therapies = new Map(
      Array.from({ length: count }, (_, number) => [
        `t-${number}`,
        ofTherapy(`t-${number}`, CASES[number % CASES.length]!),
      ]),
    );
  }

  /** Appends the next event of each of some therapies, again and again, up to a revision, or to their ends. */
  async write(
    store: EventStore,
    mine: readonly string[],
    between: () => Promise<unknown> = async () => undefined,
    upTo = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const next = (therapyId: string) => {
      const revision = (this.acknowledged.get(therapyId) ?? 0) + 1;
      const event = revision <= upTo ? this.therapies.get(therapyId)![revision - 1] : undefined;
      return event && { therapyId, event, revision };
    };
    const nextOfEach = () => mine.flatMap((therapyId) => next(therapyId) ?? []);
    for (let round = nextOfEach(); round.length > 0; round = nextOfEach())
      for (const { therapyId, event, revision } of round) {
        const bytes = canonicalBytes({ ...event, previousHash: await headHash(store, therapyId) });
        this.begun.set(therapyId, revision);
        await store.append(therapyId, revision - 1, [
          { id: event.id, type: event.type, bytes, hash: sha256Hex(bytes) },
        ]);
        this.acknowledged.set(therapyId, revision);
        await between();
      }
  }

  /** What the audit of the first events of a therapy says. */
  rowsAt(therapyId: string, revision: number): string {
    // The same history under another name has the same findings.
    const key = `${Number(therapyId.slice(2)) % CASES.length} ${revision}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const now = Date.now();
    const { policy } = shippedBook.find(this.policyId, now)!;
    const events = this.therapies.get(therapyId)!.slice(0, revision);
    const asked = { policy, asOf: now, knownAt: Number.POSITIVE_INFINITY };
    const { findings } = revision === 0 ? { findings: [] } : audit(events, asked);
    const rows = textOf(findings);
    this.rows.set(key, rows);
    return rows;
  }

  /**
   * Asks for all findings, and which first events of each therapy they can be the findings of: no fewer than were
   * acknowledged before the question, nor than somebody saw before, and no more than were on their way after it.
   */
  async read(register: Register, seen: Map<string, number>): Promise<void> {
    const least = new Map(this.acknowledged);
    const { items, setAside } = await register.findings({
      policy: this.policyId,
      filter: {},
      limit: 1_000_000,
    });
    if (setAside.length > 0) throw new Error(`set aside: ${setAside.join(', ')}`);
    for (const therapyId of this.therapies.keys()) {
      const shown = textOf(
        items.filter((item) => item.therapyId === therapyId).map(({ finding }) => finding),
      );
      const from = Math.max(least.get(therapyId) ?? 0, seen.get(therapyId) ?? 0);
      const to = this.begun.get(therapyId) ?? 0;
      let revision = from;
      while (revision <= to && this.rowsAt(therapyId, revision) !== shown) revision += 1;
      if (revision > to)
        throw new Error(
          `${therapyId} is shown as it was at none of the revisions ${from} to ${to}: ${shown}`,
        );
      seen.set(therapyId, revision);
    }
  }
}

const textOf = (findings: readonly { readonly id: string }[]): string =>
  JSON.stringify(findings.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
