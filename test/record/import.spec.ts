import { createSecretKey } from 'node:crypto';
import { jest } from '@jest/globals';
import { Audits } from '../../src/answers/audits.js';
import type { Keys } from '../../src/custody/keys.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { Importer } from '../../src/record/import.js';
import type { Line } from '../../src/record/lines.js';
import { Recorder } from '../../src/record/recorder.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { NewEvent } from '../../src/event-store/port.js';
import type { Sealed, TherapyId } from '../../src/therapy/envelope.js';
import { implanted, noted, programmed, refilled, registered } from '../e2e/support/client.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { reviewingWith } from '../support/reviewing.js';
import { disclosuresInMemory, sameSalt, serviceKeys } from '../support/disclosures.js';
import { shippedBook } from '../support/shipped-book.js';
import { MemoryStore } from './memory-store.js';

const T = 't' as TherapyId;
const NOW = Date.UTC(2024, 0, 1);

async function* lines(events: readonly object[]): AsyncGenerator<Line> {
  let number = 0;
  for (const event of events)
    yield { number: (number += 1), text: JSON.stringify({ therapyId: T, ...event }) };
}

function service(keys = serviceKeys, store = new MemoryStore()) {
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, () => NOW);
  const importer = new Importer(
    therapies,
    recorder,
    reviewingWith(therapies, recorder, () => NOW),
    keys,
  );
  return {
    audits: new Audits(therapies, shippedBook, disclosures, new InPlace(shippedBook), () => NOW),
    import: (events: readonly object[]) => importer.run(lines(events), { recordedBy: ANONYMOUS }),
    events: (therapyId = T) => store.streamsById.get(therapyId)!,
    ids: () => store.streamsById.get(T)!.map(({ id }) => id),
  };
}

const itching = (where: string) => ({
  type: 'AdverseEventObserved',
  occurredAt: '2020-03-10',
  data: { description: `itching of the ${where} elbow`, serious: false },
});
const pump = (occurredAt: string) => ({ ...implanted, occurredAt });
const explanted = (occurredAt: string) => ({
  type: 'PumpExplanted',
  occurredAt,
  data: { reason: 'end of service' },
});
const stopped = { ...programmed, occurredAt: '2020-05-04', data: { program: { mode: 'stopped' } } };
const slow = {
  ...programmed,
  occurredAt: '2020-05-04',
  data: { program: { mode: 'simple-continuous', dailyDoseMcg: 50 } },
};
const THERAPY = [registered, implanted, refilled, programmed, noted('2020-02'), slow, stopped];
const done = (recorded: number, duplicates = 0) => ({ recorded, duplicates, rejected: [] });

describe('lines without an id', () => {
  it('that differ in nothing but personal values are as many events', async () => {
    const { import: send } = service();
    const file = [registered, itching('left'), itching('right')];
    expect(await send(file)).toEqual(done(3));
    expect(await send(file)).toEqual(done(0, 3));
  });

  it('are found again in a file that grew by an earlier one', async () => {
    const { import: send } = service();
    const file = [registered, itching('left'), noted('2020-04'), noted('2020-04')];
    await send(file);
    expect(await send([registered, itching('right'), ...file.slice(1)])).toEqual(done(1, 4));
    expect(await send([noted('2020-04'), ...file])).toEqual(done(1, 4));
  });

  it('have ids of which nobody without the key can tell what they stand for', async () => {
    const other = { derived: () => createSecretKey(Buffer.alloc(32, 1)) } as unknown as Keys;
    const [one, same, another] = [service(), service(), service(other)];
    for (const { import: send } of [one, same, another]) await send([registered, itching('left')]);
    expect(same.ids()).toEqual(one.ids());
    expect(another.ids().filter((id) => one.ids().includes(id))).toEqual([]);
  });
});

it.each([
  ['manual', 'import'],
  ['hl7', 'import'],
  ['import', undefined],
  ['publication', undefined],
  [undefined, undefined],
])('what came in a file is no late entry, and marked where its source says %s: %s', async (kind, via) => {
  const { import: send, audits, events } = service();
  await send(THERAPY.map((event) => ({ ...event, ...(kind && { source: { kind } }) })));
  const all = events().map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as Sealed);
  expect(new Set(all.map((event) => event.via))).toEqual(new Set([via]));
  expect(all.filter((event) => 'via' in event)).toHaveLength(via === undefined ? 0 : THERAPY.length);
  expect(events()).toHaveLength(THERAPY.length);
  const { audit } = await audits.audit(T, {});
  expect(audit.findings.map(({ code }) => code)).not.toContain('LATE_ENTRY');
});

describe('a file that begins with what is newest', () => {
  it('leads to the same record in one go', async () => {
    const [straight, back] = [service(), service()];
    await straight.import(THERAPY);
    expect(await back.import(THERAPY.toReversed())).toEqual(done(THERAPY.length));
    expect(back.ids()).toEqual(straight.ids());
    expect((await back.audits.audit(T, {})).audit).toEqual((await straight.audits.audit(T, {})).audit);
    expect(await back.import(THERAPY.toReversed())).toEqual(done(0, THERAPY.length));
  });

  it('may tell of a pump before the one that preceded it', async () => {
    const { import: send } = service();
    await send([registered]);
    const pumps = [pump('2019-01-10'), explanted('2020-06-01'), pump('2020-06-02'), explanted('2022-03-04')];
    expect(await send(pumps.toReversed())).toEqual(done(4));
  });

  it('may be longer than what is looked at to find out', async () => {
    const { import: send } = service();
    const days = Array.from({ length: 2_500 }, (_, day) =>
      noted(new Date(Date.UTC(2021, 0, 1) + day * 3_600_000).toISOString()),
    );
    const file = [...THERAPY, ...days].toReversed();
    expect(await send(file)).toEqual(done(file.length));
  });
});

describe('a line that is impossible', () => {
  it('is tried again when what precedes it came later in the file', async () => {
    const { import: send, events } = service();
    const [first, ...rest] = THERAPY;
    expect(await send([...rest, first!])).toEqual(done(THERAPY.length));
    expect(events()[0]!.type).toBe('TherapyRegistered');
    const corrected = {
      type: 'EventCorrected',
      occurredAt: '2020-02-03',
      data: { corrects: 'mri', replacement: noted('2020-02-02'), reason: 'a typing error' },
    };
    expect(await send([corrected, { ...noted('2020-07'), id: 'mri' }])).toEqual(done(2));
  });

  it('is rejected once, with its number, where nothing in the file mends it', async () => {
    const { import: send } = service();
    const { recorded, rejected } = await send([refilled, registered, { ...refilled, therapyId: 'unknown' }]);
    expect(recorded).toBe(1);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [1, 'NO_PUMP_IN_PLACE'],
      [3, 'THERAPY_NOT_FOUND'],
    ]);
  });
});

/** Each append that waits makes it later. */
class SlowStore extends MemoryStore {
  private now = 0;
  private waiting = 0;
  mostWaiting = 0;

  constructor(private readonly appendMs: number) {
    super();
    jest.spyOn(performance, 'now').mockImplementation(() => this.now);
  }

  override async append(streamId: string, expected: number, events: readonly NewEvent[]) {
    this.now += this.appendMs;
    this.waiting += 1;
    this.mostWaiting = Math.max(this.mostWaiting, this.waiting);
    try {
      return await super.append(streamId, expected, events);
    } finally {
      this.waiting -= 1;
    }
  }
}

describe('lines that are under way', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['are fewer where the log is slow: it gives up what waits for long', 250, 5],
    ['share what the log writes where it is quick', 1, 41],
  ])('%s', async (_, appendMs, mostWaiting) => {
    const store = new SlowStore(appendMs);
    const file = Array.from({ length: 40 }, (_, day) =>
      noted(new Date(Date.UTC(2020, 2, day + 1)).toISOString().slice(0, 10)),
    );
    expect(await service(serviceKeys, store).import([registered, ...file])).toEqual(done(41));
    expect(store.mostWaiting).toBe(mostWaiting);
  });
});
