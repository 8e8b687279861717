/* eslint-disable */
import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { differences as all } from './against-simulation.js';
import { observedHistories } from './observed-histories.js';
import { serviceAnswers } from './service-answers.js';

const differences = (h: any) => {
  try {
    return all(h, serviceAnswers).filter(
      (d) => !(d.includes(', reservoir: ') && h.events.some((e: any) => e.type === 'TherapyEnded')),
    );
  } catch (e) {
    return ['crash ' + (e as Error).stack];
  }
};
const kindOf = (d: string[]) =>
  ['crash', ': dose', ', reservoir:', 'lowMcg', 'highMcg', 'simulated c', 'simulated u', 'because'].find(
    (k) => d.some((x) => x.includes(k)),
  ) ?? '?';
const reduce = (h: any, kind: string) => {
  let events = h.events;
  let again = true;
  const fails = (ev: any[]) => {
    const d = differences({ events: ev, end: h.end });
    return d.length > 0 && kindOf(d) === kind;
  };
  while (again) {
    again = false;
    for (let i = events.length - 1; i > 0; i -= 1) {
      const less = events.filter((_: any, j: number) => j !== i);
      if (fails(less)) {
        events = less;
        again = true;
      }
    }
  }
  return { events, end: h.end };
};
it('explores', () => {
  const seed = Number(process.env['SEED'] ?? 1);
  const n = Number(process.env['RUNS'] ?? 60);
  const failing: { kind: string; h: any }[] = [];
  const counts: Record<string, number> = {};
  const t0 = Date.now();
  for (const h of fc.sample(observedHistories, { numRuns: n, seed })) {
    const d = differences(h);
    if (d.length === 0) continue;
    const kind = kindOf(d);
    counts[kind] = (counts[kind] ?? 0) + 1;
    failing.push({ kind, h });
  }
  const shown = Number(process.env['SHOW'] ?? 6);
  const out = failing
    .toSorted((a, b) => a.h.events.length - b.h.events.length)
    .slice(0, shown)
    .map(({ kind, h }) => {
      const small = reduce(h, kind);
      const d = differences(small);
      return (
        `=== ${kind} #${h.events.length} -> ${small.events.length}\n` +
        d.slice(0, 6).join('\n') +
        '\n' +
        small.events
          .map((e: any) => `${new Date(e.at).toISOString()} ${e.id} ${e.type} ${JSON.stringify(e.data)}`)
          .join('\n') +
        `\nend ${new Date(small.end).toISOString()}\n`
      );
    });
  writeFileSync(
    '/tmp/explore-mixw.txt',
    `failed ${failing.length} of ${n} ${JSON.stringify(counts)} ${Date.now() - t0}ms\n\n${out.join('\n')}`,
  );
}, 900_000);
