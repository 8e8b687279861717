import { throttleTime } from 'rxjs';
import { setTimeout as pause } from 'node:timers/promises';
import { manyTherapies } from './lib/events.mjs';
import { byCallers, inTurn } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { outdateRegister, startRegister } from './lib/register-thread.mjs';
import { inScratch } from './lib/scratch.mjs';
import { writeLog } from './lib/sealed-log.mjs';
import { openService, recordingOf } from './lib/service.mjs';

const THERAPIES = 1_000;
const EVENTS = 200;
const WRITERS = 4;
const SAMPLE = 12_000;
const ROUNDS = 3;
/** As the service tells its thread. */
const TOLD_EVERY_MS = 5;

/** Appends while nothing else runs, and while the register of many other therapies is made anew. */
export const rebuild = () =>
  inScratch(async (directory) => {
    heading(
      `Appends of ${WRITERS} writers while the register of ${THERAPIES} therapies of ${EVENTS} events is made anew (ratio: to when nothing else runs)`,
    );
    writeLog(directory, THERAPIES, EVENTS);
    const service = await openService(directory);
    const { store } = service;
    const bodies = manyTherapies(100, SAMPLE * 2 * (ROUNDS + 1));
    let used = 0;
    const appends = () => {
      const items = bodies.slice(used, (used += SAMPLE));
      const recordings = items.map((body) => recordingOf({ ...body, therapyId: `w-${body.therapyId}` }));
      return byCallers(WRITERS, recordings, (recording) => service.recorder.record(recording));
    };
    const until = async (isSo) => {
      while (!isSo(started.last())) await pause(20);
    };
    let started = startRegister(directory, store);
    const told = store.grown.pipe(throttleTime(TOLD_EVERY_MS, undefined, { leading: true, trailing: true }));
    const telling = told.subscribe(() => started.grown());
    await until((last) => last?.therapies === 0 && last.taken === THERAPIES * EVENTS);
    await started.stop();
    const { of, ratio, samples } = await inTurn(ROUNDS, {
      alone: appends,
      rebuilds: async () => {
        outdateRegister(directory);
        started = startRegister(directory, store);
        await until((last) => last?.isRebuilding);
        const sample = await appends();
        if (!started.last().isRebuilding) throw new Error('it was made anew before the appends were done');
        await started.stop();
        return sample;
      },
    });
    telling.unsubscribe();
    line(`nothing else runs, ${WRITERS} writers`, {
      value: of('alone').rate,
      unit: 'events/s',
      p99: of('alone').p99,
    });
    line(`while it is made anew, ${WRITERS} writers`, {
      value: of('rebuilds').rate,
      unit: 'events/s',
      p99: of('rebuilds').p99,
      ratio: ratio('rebuilds', 'alone'),
      aim: { leastRatio: 0.7 },
    });
    keep('rebuild', samples);
    await store.close();
  });
