import { viewOf } from '../../dist/answers/therapy-view.js';
import { therapy } from './lib/events.mjs';
import { byCallers, inTurn, median, timed } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { openService, recordingOf } from './lib/service.mjs';

const EVENTS = 10_000;
const ROUNDS = 15;

const parse = ({ bytes }) =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));

export const replay = () =>
  inScratch(async (directory) => {
    heading(
      `Replay of a therapy of ${EVENTS.toLocaleString('en-US')} events (ratio: reading alone to the whole)`,
    );
    const { store, recorder, coldQueries } = await openService(directory);
    const bodies = therapy(EVENTS).map((body) => ({ therapyId: 't-1', ...body }));
    await byCallers(64, bodies, (body) => recorder.record(recordingOf(body)));

    const read = async () => (await store.readStream('t-1')).map(parse);
    const { of, ratio, samples } = await inTurn(ROUNDS, {
      read: () => timed(EVENTS, read),
      whole: () => timed(EVENTS, async () => viewOf(await read())),
      state: () => timed(EVENTS, () => coldQueries().state('t-1', {})),
    });
    const ms = (name) => median(samples[name].map((sample) => sample.ms));
    line('rows read and parsed', { value: ms('read'), unit: 'ms' });
    line('rows read and parsed, timeline and delivery', {
      value: ms('whole'),
      unit: 'ms',
      ratio: ratio('whole', 'read'),
      aim: { leastRatio: 0.5 },
    });
    line('a state with nothing in memory', { value: ms('state'), unit: 'ms', ratio: ratio('state', 'read') });
    line('events through the whole replay', { value: of('whole').rate, unit: 'events/s' });
    keep('replay', samples);
    await store.close();
  });
