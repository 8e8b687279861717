import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { auditsNow } from '../../dist/compliance/audit.js';
import { shippedPolicies } from '../../dist/compliance/policies/index.js';
import { ANONYMOUS } from '../../dist/record/anonymous.js';
import { MOST_LINE_BYTES } from '../../dist/record/import-line.js';
import { linesOf } from '../../dist/record/lines.js';
import { sealedIn } from '../../dist/repository/stored.js';
import { careOf } from './lib/care.mjs';
import { therapy } from './lib/events.mjs';
import { inTurn, median, timed } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { startRegister } from './lib/register-thread.mjs';
import { inScratch } from './lib/scratch.mjs';
import { openService, recordingOf } from './lib/service.mjs';

const THERAPIES = 1_000;
const EVENTS = 200;
const LONG = 10_000;
const ROUNDS = 3;
const QUESTIONS = 200;
const policies = shippedPolicies.map(({ policy }) => policy);

async function fill(service, bodies) {
  const file = bodies.map((body) => `${JSON.stringify(body)}\n`).join('');
  const lines = linesOf(Readable.from([Buffer.from(file)]), MOST_LINE_BYTES);
  const { rejected } = await service.importer.run(lines, { recordedBy: ANONYMOUS });
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected[0]));
}

async function questions(started, filter) {
  const times = [];
  for (let number = 0; number < QUESTIONS; number++)
    times.push((await timed(1, () => started.ask(filter))).ms);
  return median(times);
}

/** From the receipt of an event of a long therapy until the register shows it. */
async function freshness(service, started) {
  const bodies = therapy(LONG).map((body) => ({ therapyId: 'long', ...body }));
  await fill(service, bodies.slice(0, -10));
  started.grown();
  await started.ask();
  const times = [];
  for (const body of bodies.slice(-10)) {
    await service.recorder.record(recordingOf(body));
    started.grown();
    times.push((await timed(1, () => started.ask({ therapyId: 'long' }))).ms);
  }
  return median(times);
}

export const register = () =>
  inScratch(async (directory) => {
    heading(
      `Register of ${THERAPIES} therapies of ${EVENTS} events, four policies (ratio: to auditing alone)`,
    );
    const service = await openService(directory);
    for (let number = 0; number < THERAPIES; number++)
      await fill(
        service,
        careOf(EVENTS, number + 1).map((body) => ({ therapyId: `t-${number}`, ...body })),
      );
    const { store } = service;
    const therapies = [];
    for (let number = 0; number < THERAPIES; number++)
      therapies.push((await store.readStream(`t-${number}`)).map(sealedIn));
    const now = Date.now();
    const { of, ratio, samples } = await inTurn(
      ROUNDS,
      {
        audits: () =>
          timed(THERAPIES, async () => {
            const question = { policies, asOf: now, knownAt: Number.POSITIVE_INFINITY };
            for (const events of therapies) void auditsNow(events, question).holdUntil;
          }),
        register: async () => {
          rmSync(join(directory, 'read'), { recursive: true, force: true });
          const started = startRegister(directory, store);
          const sample = await timed(THERAPIES, () => started.ask());
          await started.stop();
          return sample;
        },
      },
      0,
    );
    line('audits in memory, one thread', { value: of('audits').rate, unit: 'therapies/s' });
    line('register from the log to the disk', {
      value: of('register').rate,
      unit: 'therapies/s',
      ratio: ratio('register', 'audits'),
      aim: { leastRatio: 0.3 },
    });
    const started = startRegister(directory, store);
    await started.ask();
    line('a page of 100 of all findings', { value: await questions(started, {}), unit: 'ms' });
    const filter = { severity: 'critical', code: 'RESERVOIR_RAN_EMPTY' };
    line('a filtered page', { value: await questions(started, filter), unit: 'ms' });
    line('a page of one therapy', { value: await questions(started, { therapyId: 't-7' }), unit: 'ms' });
    line(`until it shows an event of a therapy of ${LONG.toLocaleString('en-US')} events`, {
      value: await freshness(service, started),
      unit: 'ms',
    });
    keep('register', samples);
    await started.stop();
    await store.close();
  });
