import { AppendGate } from '../../src/event-store/append-gate.js';
import fc from 'fast-check';
import { shippedBook } from '../support/shipped-book.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { Audits } from '../../src/answers/audits.js';
import { hashedAudit } from '../../src/answers/hashed-audit.js';
import { Importer } from '../../src/record/import.js';
import type { Line } from '../../src/record/lines.js';
import { Recorder } from '../../src/record/recorder.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { Sealed, TherapyId } from '../../src/therapy/envelope.js';
import { type Told, sealed, toldOf } from '../compliance/sealed.js';
import { histories } from '../property/histories.js';
import { reviewingWith } from '../support/reviewing.js';
import { disclosuresInMemory, sameSalt, serviceKeys } from '../support/disclosures.js';
import { MemoryStore } from './memory-store.js';
import { FULL } from '../support/full.js';

const T = 't' as TherapyId;
const NOW = Date.UTC(2024, 0, 1);

function service() {
  const store = new MemoryStore();
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, () => NOW);
  const importer = new Importer(
    therapies,
    recorder,
    reviewingWith(therapies, recorder, () => NOW),
    serviceKeys,
  );
  async function* lines(events: readonly object[]): AsyncGenerator<Line> {
    let number = 0;
    for (const event of events) yield { number: (number += 1), text: JSON.stringify(event) };
  }
  return {
    audits: new Audits(therapies, shippedBook, disclosures, new InPlace(shippedBook), () => NOW),
    run: async (events: readonly object[]) => {
      const { rejected } = await importer.run(lines(events), { recordedBy: ANONYMOUS });
      expect(rejected).toEqual([]);
    },
  };
}

const of = (therapyId: string, told: readonly Told[]) => told.map((event) => ({ therapyId, ...event }));

describe('the same facts', () => {
  it('recorded in one go, in parts, or between those of another therapy give the same audit', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(histories, histories, fc.nat(40), async (history, other, cut) => {
        const mine = of('t', toldOf(history));
        const others = of('u', toldOf(other));
        const whole = service();
        await whole.run(mine);
        const parts = service();
        await parts.run(mine.slice(0, cut + 1));
        await parts.run(mine.slice(cut + 1));
        // The part that overlaps is a duplicate.
        await parts.run(mine.slice(cut));
        const mixed = service();
        await mixed.run(
          Array.from({ length: Math.max(mine.length, others.length) }, (_, index) => [
            mine[index],
            others[index],
          ])
            .flat()
            .filter((event) => event !== undefined),
        );
        const expected = await whole.audits.audit(T, { asOf: history.end });
        expect(await parts.audits.audit(T, { asOf: history.end })).toEqual(expected);
        expect(await mixed.audits.audit(T, { asOf: history.end })).toEqual(expected);
        seen += expected.audit.findings.length;
      }),
      { numRuns: FULL ? 100 : 10 },
    );
    expect(seen).toBeGreaterThan(0);
  });
});

describe('auditHash and factsHash', () => {
  const policy = shippedBook.find('case-report-2024', 0)!;
  const hashes = (events: readonly Sealed[], asOf: number) => {
    const { auditHash, factsHash } = hashedAudit(T, events, policy, asOf, Date.UTC(2030, 0, 1));
    return { auditHash, factsHash };
  };

  /** The same value with the members of every object in the opposite order. */
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([name, part]) => [name, reversed(part)]),
    );
  };

  it('do not depend on the order of members', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const events = sealed(toldOf(history));
        expect(hashes(reversed(events) as Sealed[], history.end)).toEqual(hashes(events, history.end));
      }),
      { numRuns: FULL ? 500 : 30 },
    );
  });

  it('are not touched by reviews and signatures', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const told = toldOf(history);
        const before = hashes(sealed(told), history.end);
        const beside: Told[] = [
          {
            id: 'review',
            type: 'InferenceReviewed',
            occurredAt: '2015-06-01T00:00:00Z',
            data: { inference: 'baclofen.0', outcome: 'refuted', reason: 'seen' },
          },
          {
            id: 'signature',
            type: 'AuditSigned',
            occurredAt: '2015-06-02T00:00:00Z',
            data: {
              policy: 'case-report-2024',
              policyVersion: '1',
              asOf: new Date(history.end).toISOString(),
              knownAt: '2025-12-31T00:00:00.000Z',
              ...before,
              meaning: 'approved',
              statement: 'seen',
            },
          },
        ];
        expect(hashes(sealed([...told, ...beside]), history.end)).toEqual(before);
      }),
      { numRuns: FULL ? 500 : 30 },
    );
  });

  it('change with a fact that has to do with the audit', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const told = toldOf(history);
        const noted: Told = {
          id: 'noted',
          type: 'ToleranceDiagnosed',
          occurredAt: new Date(history.end).toISOString(),
          data: { drug: 'baclofen', basis: 'no effect' },
        };
        const before = hashes(sealed(told), history.end);
        const after = hashes(sealed([...told, noted]), history.end);
        expect(after.factsHash).not.toBe(before.factsHash);
        // Without a work-up it is found.
        expect(after.auditHash).not.toBe(before.auditHash);
        // One that comes after the audit's instant is no fact of it.
        expect(hashes(sealed([...told, noted]), history.end - 1).factsHash).toBe(
          hashes(sealed(told), history.end - 1).factsHash,
        );
      }),
      { numRuns: FULL ? 500 : 30 },
    );
  });
});
