import { manyTherapies } from './lib/events.mjs';
import { byCallers, inTurn, warmAndTimed } from './lib/measure.mjs';
import { writeRaw } from './lib/raw-sqlite.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { openService, recordingOf, storedEvents } from './lib/service.mjs';

const ROUNDS = 5;

/** Each call is answered once the event is on disk. */
const measured = (items, callers, work) =>
  inScratch(async (directory) => {
    const service = await openService(directory);
    const [warm, rest] = warmAndTimed(items);
    await byCallers(callers, warm, work(service));
    const sample = await byCallers(callers, rest, work(service));
    await service.store.close();
    return sample;
  });

export const record = (recordings, callers) =>
  measured(
    recordings,
    callers,
    ({ recorder }) =>
      (recording) =>
        recorder.record(recording),
  );

const append = (events, callers) =>
  measured(
    events,
    callers,
    ({ store }) =>
      (event) =>
        store.append(event.streamId, event.revision - 1, [event]),
  );

const raw = (events, batch, triggers) => () =>
  inScratch((directory) => writeRaw(directory, events, batch, { triggers }));

async function callers(count, events, bodies) {
  const recordings = bodies.map(recordingOf);
  const { of, ratio, samples } = await inTurn(ROUNDS, {
    raw: raw(events, count, false),
    record: () => record(recordings, count),
    checked: raw(events, count, true),
    append: () => append(events, count),
  });
  const who = count === 1 ? '1 caller' : `${count} callers`;
  const batches = `raw node:sqlite, batches of ${count}`;
  const aim = count === 1 ? undefined : { leastRatio: 0.6 };
  line(batches, { value: of('raw').rate, unit: 'events/s' });
  line(`${batches}, with the triggers that check each insert`, {
    value: of('checked').rate,
    unit: 'events/s',
    ratio: ratio('checked', 'raw'),
  });
  for (const [name, what] of [
    ['append', `the store alone, ${who}`],
    ['record', `decided, sealed and stored, ${who}`],
  ])
    line(what, {
      value: of(name).rate,
      unit: 'events/s',
      p99: of(name).p99,
      ratio: ratio(name, 'raw'),
      aim,
    });
  keep(`appends-${count}`, samples);
}

export async function appends() {
  const bodies = manyTherapies(500, 12_800);
  const events = await inScratch((directory) => storedEvents(directory, bodies));
  const mean = events.reduce((sum, { bytes }) => sum + bytes.length, 0) / events.length;
  heading(
    `Durable appends, events of ${Math.round(mean)} bytes over 500 therapies (ratio: to raw node:sqlite)`,
  );
  await callers(1, events.slice(0, 3_000), bodies.slice(0, 3_000));
  await callers(64, events, bodies);
}
