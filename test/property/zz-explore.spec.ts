import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { differences as allDifferences } from './against-simulation.js';
import { observedHistories } from './observed-histories.js';
import { serviceAnswers } from './service-answers.js';

const differences: typeof allDifferences = (history, answers) => allDifferences(history, answers).filter((d) => !(d.includes(', reservoir: ') && history.events.some((e) => (e.type as string) === 'TherapyEnded')));
it('explores', () => {
  const seed = Number(process.env['SEED'] ?? 1);
  const n = Number(process.env['RUNS'] ?? 60);
  const kinds: string[] = []; /* DEBUG */ let failed = 0; let crashed = 0;
  let least: { size: number; text: string } | undefined;
  for (const history of fc.sample(observedHistories, { numRuns: n, seed })) {
    let diff: string[];
    try { diff = differences(history, serviceAnswers); } catch (error) { crashed += 1; diff = [String((error as Error).stack)]; }
    if (diff.length === 0) continue;
    failed += 1; kinds.push(diff[0]!.slice(0,260) + ' #' + history.events.length);
    if (!least || history.events.length < least.size)
      least = { size: history.events.length, text: diff.slice(0, 12).join('\n') + '\n' + history.events.map((e) => `${new Date(e.at).toISOString()} ${e.id} ${e.type} ${JSON.stringify(e.data)}`).join('\n') + `\nend ${new Date(history.end).toISOString()}` };
  }
  writeFileSync('/tmp/explore.txt', `failed ${failed} crashed ${crashed} of ${n}\n${kinds.join('\n')}\n\n${least?.text}`);
}, 600_000);

it('shrinks', () => {
  if (!process.env['SHRINK']) return;
  let out = '';
  const property = fc.property(observedHistories, (history) => {
    const diff = differences(history, serviceAnswers);
    if (diff.length > 0) { out = diff.slice(0, 10).join('\n') + '\n' + history.events.map((e) => `${new Date(e.at).toISOString()} ${e.id} ${e.type} ${JSON.stringify(e.data)}`).join('\n') + `\nend ${new Date(history.end).toISOString()}`; }
    return diff.length === 0;
  });
  const result = fc.check(property, { numRuns: Number(process.env['RUNS'] ?? 60), seed: Number(process.env['SEED'] ?? 1) });
  writeFileSync('/tmp/shrunk.txt', `failed ${result.failed} runs ${result.numRuns}\n${out}`);
}, 600_000);
