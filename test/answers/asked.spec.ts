import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { Asking } from '../../src/answers/asked/asking.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { hashedAudit } from '../../src/answers/hashed-audit.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { Importer } from '../../src/record/import.js';
import type { Line } from '../../src/record/lines.js';
import { Recorder } from '../../src/record/recorder.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { TherapyRecord } from '../../src/repository/therapy-record.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { type Told, toldOf } from '../compliance/sealed.js';
import { histories } from '../property/histories.js';
import { MemoryStore } from '../record/memory-store.js';
import { reviewingWith } from '../support/reviewing.js';
import { disclosuresInMemory, sameSalt, serviceKeys } from '../support/disclosures.js';
import { FULL } from '../support/full.js';
import { shippedBook } from '../support/shipped-book.js';

type Threads = typeof import('../../src/answers/asked/asking-threads.js');
const built = pathToFileURL(resolve('dist/answers/asked/asking-threads.js')).href;
const { AskingThreads } = (await import(built)) as Threads;

const NOW = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
/** What is recorded at one instant of a clock is given one after the other. */
const KNOWN = NOW + DAY;
const policies = shippedBook.versions;
const threads = new AskingThreads(shippedBook);
afterAll(() => threads.onApplicationShutdown());

let therapyNumber = 0;

/** A therapy that can be recorded in parts. */
function therapyOf() {
  const therapyId = `t${(therapyNumber += 1)}` as TherapyId;
  const store = new MemoryStore();
  const therapies = new Therapies(store, new AppendGate());
  const recorder = new Recorder(
    therapies,
    store,
    new AppendGate(),
    disclosuresInMemory(),
    sameSalt,
    () => NOW,
  );
  async function* lines(events: readonly Told[]): AsyncGenerator<Line> {
    let number = 0;
    for (const event of events)
      yield { number: (number += 1), text: JSON.stringify({ therapyId, ...event }) };
  }
  return {
    record: () => therapies.registered(therapyId),
    add: (events: readonly Told[]) =>
      new Importer(
        therapies,
        recorder,
        reviewingWith(therapies, recorder, () => NOW),
        serviceKeys,
      ).run(lines(events), { recordedBy: ANONYMOUS }),
  };
}

/** All that is asked, as of an instant. */
async function everything(asking: Asking, record: TherapyRecord, asOf: number) {
  const times = { asOf, knownBy: KNOWN };
  const asked = { policy: policies[0]!, ...times };
  return {
    audits: await asking.ask(record, 'audits', { policies, ...times }),
    hashes: await asking.ask(record, 'hashes', asked),
    report: await asking.ask(record, 'printedReport', asked),
    timeline: await asking.ask(record, 'timeline', { ...asked, window: { from: asOf - 9 * DAY } }),
    state: await asking.ask(record, 'state', times),
    changes: await asking.ask(record, 'changes', { from: 0, to: NOW, asOf }),
  };
}

describe('what is asked of a therapy', () => {
  it('is answered alike in threads, by what was kept, and from scratch', async () => {
    const cuts = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(histories, cuts, fc.nat(20), async (history, days, cut) => {
        const therapy = therapyOf();
        const told = toldOf(history);
        const kept = new InPlace(shippedBook);
        for (const part of [told.slice(0, cut + 1), told.slice(cut + 1)]) {
          await therapy.add(part);
          const record = await therapy.record();
          for (const day of [0, ...days]) {
            const asOf = history.end + day * DAY;
            const there = await everything(threads, record, asOf);
            expect(there).toEqual(await everything(kept, record, asOf));
            expect(there.state.revision).toBe(record.revision);
            const fresh = policies.map((policy) =>
              hashedAudit(record.therapyId, record.recorded, policy, asOf, KNOWN),
            );
            expect(
              JSON.stringify(there.audits.map(({ reviews: _r, signatures: _s, ...audit }) => audit)),
            ).toBe(JSON.stringify(fresh));
          }
        }
      }),
      { numRuns: FULL ? 60 : 2 },
    );
  });

  it('past its budget is refused at once until something is recorded', async () => {
    const therapy = therapyOf();
    const [history] = fc.sample(histories, { seed: 1, numRuns: 1 });
    await therapy.add(toldOf(history!));
    const record = await therapy.record();
    const hurried = new AskingThreads(shippedBook, 1);
    const asked = { policies, asOf: NOW, knownBy: KNOWN };
    const tooLong = { kind: 'unavailable', code: 'AUDIT_TOO_LONG' };
    await expect(hurried.ask(record, 'audits', asked)).rejects.toMatchObject(tooLong);
    // No thread is needed for it.
    await hurried.onApplicationShutdown();
    await expect(hurried.ask(record, 'audits', { ...asked, asOf: NOW + DAY })).rejects.toMatchObject(tooLong);
  });

  it('leaves the event loop to others while it is worked out', async () => {
    const therapy = therapyOf();
    const [history] = fc.sample(histories, { seed: 3, numRuns: 1 });
    const DAYS = 60;
    const day = (number: number) => new Date(history!.end + number * DAY).toISOString().slice(0, 10);
    const programs = Array.from({ length: DAYS }, (_, number) => ({
      id: `program-${number}`,
      type: 'PumpReprogrammed' as const,
      occurredAt: day(number),
      data: { program: { mode: 'simple-continuous', dailyDoseMcg: 50 + number } },
    }));
    await therapy.add([...toldOf(history!), ...programs]);
    const record = await therapy.record();
    await threads.ask(record, 'state', { asOf: NOW, knownBy: KNOWN });
    // Its own processor time: on a busy machine it is passed over for a while.
    const busy = async (asking: Asking) => {
      const before = process.threadCpuUsage();
      for (const policy of policies)
        await asking.ask(record, 'hashes', { policy, asOf: NOW, knownBy: KNOWN });
      return process.threadCpuUsage(before).user;
    };
    const beside = await busy(threads);
    expect(beside).toBeLessThan((await busy(new InPlace(shippedBook))) / 2);
  });
});
