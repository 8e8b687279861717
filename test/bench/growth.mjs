import { flexTherapy, span, therapy } from './lib/events.mjs';
import { byCallers, median, quantile } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { openService, recordingOf } from './lib/service.mjs';

const SIZES = [100, 1_000, 10_000];
const TIMES = 60;
const AIM_MS = 5;
/** Linear; twice leaves room for caches and noise, where the next worse order would show as 100. */
const AIM_GROWTH = 2;
const DAY_MS = 86_400_000;
/** After all that is appended here. */
const until = span.to + 100 * DAY_MS;
const midway = (span.from + span.to) / 2;

/** What is asked; each after the therapy was asked before, so warm, but where an append comes first. */
const questions = (queries, therapyId) => {
  const dose = (times, site = 'tip') => queries.dose(therapyId, { drug: 'baclofen', site, ...times });
  return {
    'state, now': () => queries.state(therapyId, {}),
    'state, five years ago': () => queries.state(therapyId, { asOf: midway }),
    'dose at the tip, the last month': () => dose({ from: until - 30 * DAY_MS, to: until }),
    'dose at the tip, ten years': () => dose({ from: span.from, to: until }),
    'dose at the tip, a month five years ago': () => dose({ from: midway, to: midway + 30 * DAY_MS }),
    'dose curve of 1,000 points, ten years': () =>
      queries.doseCurve(therapyId, {
        drug: 'baclofen',
        site: 'tip',
        from: span.from,
        to: until,
        maxPoints: 1_000,
      }),
  };
};

async function times(work, before) {
  const taken = [];
  for (let n = 0; n < TIMES + 10; n++) {
    await before?.();
    const start = performance.now();
    await work();
    if (n >= 10) taken.push(performance.now() - start);
  }
  return taken;
}

async function measured({ recorder, queries }, therapyId, bodies) {
  const all = bodies.map((body) => ({ therapyId, ...body }));
  await byCallers(64, all, (body) => recorder.record(recordingOf(body)));
  let at = Math.max(span.to, Date.parse(bodies.at(-1).occurredAt)) + DAY_MS;
  const program = { mode: 'simple-continuous', dailyDoseMcg: 100 };
  const append = () =>
    recorder.record(
      recordingOf({
        therapyId,
        type: 'PumpReprogrammed',
        occurredAt: new Date((at += 60_000)).toISOString(),
        data: { program },
      }),
    );
  const asked = questions(queries, therapyId);
  const samples = {};
  for (const [what, ask] of Object.entries(asked)) samples[what] = await times(ask);
  samples['append'] = await times(append);
  for (const what of ['state, now', 'dose at the tip, ten years'])
    samples[`${what}, the first after an append`] = await times(asked[what], append);
  return samples;
}

export const growth = () =>
  inScratch(async (directory) => {
    const service = await openService(directory);
    const bySize = {};
    for (const size of SIZES) bySize[size] = await measured(service, `t-${size}`, therapy(size));
    heading(
      'Appends and questions by the size of the therapy (ratio: time per event, to that of 100 events)',
    );
    for (const what of Object.keys(bySize[SIZES[0]])) {
      const smallest = median(bySize[SIZES[0]][what]) / SIZES[0];
      for (const size of SIZES) {
        const value = median(bySize[size][what]);
        line(`${what}; ${size.toLocaleString('en-US')} events`, {
          value,
          unit: 'ms',
          p99: quantile(bySize[size][what], 0.99),
          ratio: value / size / smallest,
          aim: { mostMs: AIM_MS, mostRatio: AIM_GROWTH },
        });
      }
    }
    heading('Ten years of flex mode with 13 boluses a day');
    const flex = await measured(service, 't-flex', flexTherapy());
    for (const [what, taken] of Object.entries(flex))
      line(what, { value: median(taken), unit: 'ms', p99: quantile(taken, 0.99), aim: { mostMs: AIM_MS } });
    keep('growth', { ...bySize, flex });
    await service.store.close();
  });
