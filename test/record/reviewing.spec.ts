import { InPlace } from '../../src/answers/asked/in-place.js';
import { Audits } from '../../src/answers/audits.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { DryRun } from '../../src/record/dry-run.js';
import { Importer } from '../../src/record/import.js';
import type { Line } from '../../src/record/lines.js';
import { Recorder } from '../../src/record/recorder.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { readRecording } from '../../src/record/read-recording.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { implanted, programmed, refilled, registered } from '../e2e/support/client.js';
import { disclosuresInMemory, sameSalt, serviceKeys } from '../support/disclosures.js';
import { reviewingWith } from '../support/reviewing.js';
import { shippedBook } from '../support/shipped-book.js';
import { MemoryStore } from './memory-store.js';

const T = 't' as TherapyId;
const NOW = Date.UTC(2024, 0, 1);
const clock = () => NOW;

const stopped = { ...programmed, occurredAt: '2020-05-04', data: { program: { mode: 'stopped' } } };
const stop = { ...stopped, id: 'stop' };
/** More than some policies find usual, shortly before the stop: the reservoir would not hold it for long. */
const increased = {
  ...programmed,
  occurredAt: '2020-05-01',
  data: { program: { mode: 'simple-continuous', dailyDoseMcg: 1_500 } },
};
const THERAPY = [registered, implanted, refilled, programmed, increased, stop];
const review = (inference: string, id?: string) => ({
  type: 'InferenceReviewed',
  occurredAt: '2021-01-01',
  data: { inference, outcome: 'confirmed', reason: 'seen' },
  ...(id !== undefined && { id }),
});
const corrected = (corrects: string, { id: _id, ...replacement }: ReturnType<typeof review>) => ({
  type: 'EventCorrected',
  occurredAt: '2021-01-02',
  data: { corrects, reason: 'slip', replacement },
});

async function* lines(events: readonly object[]): AsyncGenerator<Line> {
  let number = 0;
  for (const event of events)
    yield { number: (number += 1), text: JSON.stringify({ therapyId: T, ...event }) };
}

async function service(events: readonly object[] = THERAPY) {
  const store = new MemoryStore();
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, clock);
  const asking = new InPlace(shippedBook);
  const reviewing = reviewingWith(therapies, recorder, clock);
  const importer = new Importer(therapies, recorder, reviewing, serviceKeys);
  const dryRun = new DryRun(therapies, reviewing, shippedBook, disclosures, asking, clock);
  const recording = (event: object, therapyId: string = T) =>
    readRecording(therapyId as TherapyId, event, {});
  const send = (file: readonly object[]) => importer.run(lines(file), { recordedBy: ANONYMOUS });
  await send(events);
  const audits = await new Audits(therapies, shippedBook, disclosures, asking, clock).audits(T, {});
  return {
    import: send,
    record: async (...event: Parameters<typeof recording>) =>
      (await reviewing.record(recording(...event))).created,
    dryRun: (event: object) => dryRun.of(recording(event)),
    /** What each audit shows. */
    shown: audits.map(({ audit }) => [...audit.findings, ...audit.cessations].map(({ id }) => id)),
    cessations: audits.flatMap(({ audit }) => audit.cessations.map(({ id }) => id)),
  };
}

const unknown = { code: 'UNKNOWN_INFERENCE', pointer: '/data/inference' };

it('a finding or a cessation that any audit shows is reviewed', async () => {
  const { record, shown, cessations } = await service();
  const ids = [...new Set(shown.flat())];
  expect(cessations.length).toBeGreaterThan(0);
  expect(ids.length).toBeGreaterThan(new Set(cessations).size);
  const byOnePolicy = ids.filter((id) => shown.some((those) => !those.includes(id)));
  expect(byOnePolicy).not.toEqual([]);
  for (const id of ids) expect(await record(review(id))).toBe(true);
});

it('what no audit shows is refused, also where it stands in place of another', async () => {
  const { record, dryRun, cessations } = await service();
  await expect(record(review('NO_SUCH_FINDING'))).rejects.toMatchObject(unknown);
  await expect(dryRun(review('NO_SUCH_FINDING'))).rejects.toMatchObject(unknown);
  await record(review(cessations[0]!, 'judged'));
  await expect(record(corrected('judged', review('NO_SUCH_FINDING')))).rejects.toMatchObject({
    ...unknown,
    pointer: '/data/replacement/data/inference',
  });
  expect(await record(corrected('judged', review(cessations[0]!)))).toBe(true);
  expect((await dryRun(review(cessations[0]!))).findings).not.toEqual([]);
});

it('what was recorded before is told its first receipt, also where no audit shows any more what it judges', async () => {
  const { record, dryRun, cessations } = await service();
  const first = review(cessations[0]!, 'judged');
  expect(await record(first)).toBe(true);
  await record({
    type: 'EventVoided',
    occurredAt: '2021-02-01',
    data: { voids: 'stop', reason: 'of another patient' },
  });
  expect(await record(first)).toBe(false);
  await dryRun(first);
  await expect(record(review(cessations[0]!))).rejects.toMatchObject(unknown);
});

it('what is refused anyway is refused for that', async () => {
  const { record } = await service();
  await expect(record({ ...review('NO_SUCH_FINDING'), occurredAt: '2030-01-01' })).rejects.toMatchObject({
    code: 'OCCURRED_IN_FUTURE',
  });
  await expect(record(review('NO_SUCH_FINDING'), 'unheard-of')).rejects.toMatchObject({
    code: 'THERAPY_NOT_FOUND',
  });
});

it('a file may tell of a review before what it judges, and of none that no audit shows at its end', async () => {
  const { cessations } = await service();
  const { import: send } = await service([registered]);
  const file = [review(cessations[0]!), ...THERAPY.slice(1), review('NO_SUCH_FINDING')];
  expect(await send(file)).toMatchObject({
    recorded: THERAPY.length,
    rejected: [{ line: file.length, code: 'UNKNOWN_INFERENCE' }],
  });
  expect(await send(file.slice(0, -1))).toMatchObject({
    recorded: 0,
    duplicates: THERAPY.length,
    rejected: [],
  });
});
