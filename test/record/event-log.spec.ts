import { PolicyBook } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import { KeyFile } from '../../src/custody/key-file.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { Disclosures } from '../../src/repository/disclosures.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { Listings } from '../../src/answers/listings.js';
import { EventLog } from '../../src/answers/log/event-log.js';
import type { LogQuestion } from '../../src/answers/log/log-page.js';
import { EventStatuses } from '../../src/answers/log/event-status.js';
import { Recorder } from '../../src/record/recorder.js';
import { randomSalt } from '../../src/record/salt.js';
import { Therapies } from '../../src/repository/therapies.js';
import { isConcealed } from '../../src/therapy/concealment.js';
import { readContent } from '../../src/therapy/content.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { implanted, programmed, refilled, registered } from '../e2e/support/client.js';
import { MASTER, erasureOf, scratch } from '../custody/support.js';
import { History } from '../support/history.js';
import { MemoryStore } from './memory-store.js';

const statusesOf = ({ events }: History) => {
  const statuses = new EventStatuses(events, timelineOf(events));
  return (revision: number) => statuses.of(events[revision - 1]!);
};

const program = (dailyDoseMcg: number) => ({ program: { mode: 'simple-continuous', dailyDoseMcg } });
const correcting = (corrects: string, dailyDoseMcg: number, reason: string) => ({
  corrects,
  reason,
  replacement: { type: 'PumpReprogrammed', occurredAt: '2021-02-01T09:00:00Z', data: program(dailyDoseMcg) },
});

describe('how events count', () => {
  // #6 is corrected by #7; #7 by #8; #9 voids #8, so that #7 counts again; #10 voids #6 itself.
  const history = new History()
    .running('2021-01-01T09:00:00Z', 200)
    .event('2021-02-01T09:00:00Z', 'PumpReprogrammed', program(300))
    .event('2021-03-01', 'EventCorrected', correcting('e6', 310, 'typing error'))
    .event('2021-03-02', 'EventCorrected', correcting('e7', 320, 'again'));
  const [one, two] = [history.events.slice(0, 7), history.events.slice(0, 8)];
  const by = (events: readonly (typeof history.events)[number][]) => {
    const told = new History();
    told.events.push(...events);
    return told;
  };
  const three = by(two).event('2021-03-03', 'EventVoided', { voids: 'e8', reason: 'wrong patient' });
  const four = by(three.events).event('2021-03-04', 'EventVoided', { voids: 'e6', reason: 'never happened' });

  const at = Date.UTC(2021, 1, 1, 9);
  const now = (dailyDoseMcg: number) => ({
    type: 'PumpReprogrammed',
    occurredAt: expect.objectContaining({ precision: 'instant' }),
    id: 'e6',
    data: program(dailyDoseMcg),
  });

  it('one that nobody spoke of', () => {
    expect(statusesOf(history)(5)).toEqual({ kind: 'acting', at: Date.UTC(2021, 0, 1, 9) });
  });

  it('one that was corrected, and its correction', () => {
    const of = statusesOf(by(one));
    expect(of(6)).toEqual({
      kind: 'acting',
      at,
      amendedBy: { revision: 7, id: 'e7', kind: 'corrected', reason: 'typing error' },
      now: now(310),
    });
    expect(of(7)).toMatchObject({
      kind: 'amendment',
      about: { revision: 6, id: 'e6', type: 'PumpReprogrammed' },
      before: { data: program(300) },
      after: { data: program(310) },
    });
    expect(of(7)).not.toHaveProperty('amendedBy');
  });

  it('a correction that was corrected itself', () => {
    const of = statusesOf(by(two));
    expect(of(6)).toMatchObject({ amendedBy: { revision: 8, reason: 'again' }, now: now(320) });
    expect(of(7)).toMatchObject({
      amendedBy: { revision: 8, kind: 'corrected' },
      after: { data: program(310) },
    });
    expect(of(8)).toMatchObject({
      about: { revision: 6 },
      before: { data: program(310) },
      after: { data: program(320) },
    });
  });

  it('a correction that was voided brings back what it replaced', () => {
    const of = statusesOf(three);
    expect(of(6)).toMatchObject({ amendedBy: { revision: 7 }, now: now(310) });
    expect(of(8)).toMatchObject({ amendedBy: { revision: 9, kind: 'voided', reason: 'wrong patient' } });
    expect(of(9)).toMatchObject({ before: { data: program(320) }, after: { data: program(310) } });
  });

  it('one that was voided', () => {
    const of = statusesOf(four);
    expect(of(6)).toEqual({
      kind: 'voided',
      amendedBy: { revision: 10, id: 'e10', kind: 'voided', reason: 'never happened' },
    });
    expect(of(7)).toMatchObject({ overriddenBy: 10 });
    expect(of(10)).toMatchObject({ before: { data: program(310) } });
    expect(of(10)).toHaveProperty('after', undefined);
  });

  it('one that cannot have happened within its dates', () => {
    const impossible = new History().registered().filled('2021-01-01T09:00:00Z');
    expect(statusesOf(impossible)(2)).toEqual({
      kind: 'impossible',
      detail: expect.stringContaining('no pump is in place'),
    });
  });
});

describe('page by page', () => {
  const A = 'a' as TherapyId;
  const NOW = Date.UTC(2026, 0, 1);
  const question: LogQuestion = { order: 'newest', limit: 3 };
  let keys: KeyFile;
  let remove: () => void;
  let log: EventLog;

  beforeEach(async () => {
    const folder = scratch();
    ({ remove } = folder);
    keys = KeyFile.open(folder.directory, MASTER);
    const store = new MemoryStore();
    const therapies = new Therapies(store, new AppendGate());
    const disclosures = new Disclosures(keys);
    const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, randomSalt, () => NOW);
    log = new EventLog(
      therapies,
      new Listings(store, disclosures, new AppendGate()),
      disclosures,
      new PolicyBook(shippedBook.versions),
      new InPlace(shippedBook),
      () => NOW,
    );
    const other = {
      ...programmed,
      occurredAt: '2020-02-02T09:30:00Z',
      data: { ...program(250), reason: 'tone' },
    };
    const events = [
      registered,
      implanted,
      refilled,
      programmed,
      { ...other, id: 'other' },
      { type: 'EventCorrected', occurredAt: '2021', data: correcting('other', 260, 'read again') },
      { type: 'EventVoided', occurredAt: '2021', data: { voids: 'other', reason: 'of another patient' } },
    ];
    for (const event of events) {
      const read = readContent(event, { defaultSourceKind: 'manual' });
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      await recorder.record({ therapyId: A, content: read.content, id: read.id, recordedBy: ANONYMOUS });
    }
  });
  afterEach(() => {
    keys.close();
    remove();
  });
  const revisions = async (asked: Partial<LogQuestion & { knownAt: number }>) =>
    (await log.page(A, { ...question, ...asked })).entries.map(({ envelope }) => envelope.revision);

  it('in either order, by page, by revision, by type', async () => {
    expect(await revisions({})).toEqual([7, 6, 5]);
    expect(await revisions({ page: 3 })).toEqual([1]);
    expect(await revisions({ page: 99 })).toEqual([1]);
    expect(await revisions({ order: 'oldest', page: 2 })).toEqual([4, 5, 6]);
    for (const order of ['newest', 'oldest'] as const)
      for (let at = 1; at <= 7; at += 1) expect(await revisions({ order, at })).toContain(at);
    expect(await revisions({ type: 'PumpReprogrammed', order: 'oldest' })).toEqual([4, 5]);
    expect(await revisions({ type: 'MriPerformed' })).toEqual([]);
    expect(await revisions({ knownAt: NOW - 1 })).toEqual([]);
    const { events, matching, pages, types } = await log.page(A, { ...question, type: 'PumpReprogrammed' });
    expect([events, matching, pages]).toEqual([7, 2, 1]);
    expect(types.reduce((sum, { events }) => sum + events, 0)).toBe(7);
  });

  it('in clear, with what stands in events of other pages, and each with its leaf', async () => {
    const { entries } = await log.page(A, { ...question, type: 'EventCorrected' });
    expect(isConcealed(entries)).toBe(false);
    expect(entries[0]).toMatchObject({
      envelope: { leafIndex: 5, data: { reason: 'read again' } },
      status: { overriddenBy: 7, before: { data: { reason: 'tone' } }, after: { data: program(260) } },
      isLate: false,
    });
    const [voided] = (await log.page(A, { ...question, order: 'oldest', page: 2 })).entries.slice(1);
    expect(voided).toMatchObject({
      status: { kind: 'voided', amendedBy: { revision: 7, reason: 'of another patient' } },
      changes: [],
      // Of 2020, recorded by hand in 2026.
      isLate: true,
    });
  });

  it('of an erased patient, with digests', async () => {
    keys.erase(erasureOf(A));
    const { entries } = await log.page(A, { ...question, limit: 7 });
    expect(JSON.stringify(entries)).not.toMatch(/tone|read again|another patient/);
    expect(entries[0]!.envelope.data).toMatchObject({ reason: { $sd: expect.any(String) } });
  });

  it('is refused for a therapy of which nothing is recorded', async () => {
    await expect(log.page('b' as TherapyId, question)).rejects.toThrow('b');
  });
});
