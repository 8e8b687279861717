// How much of the audit its tests would miss: `npm run mutate -- --file taper/verdict --sample 100 --seed 1`.
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { transformSync } from '@swc/core';
import jestConfig from '../../jest.config.mjs';
import { instrumented } from './mutants.mjs';

const { values: asked } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    specs: { type: 'string', default: 'test/{compliance/**/*,property/audit-horizon}.spec.ts' },
  },
});
const RUN = resolve('test/tools/mutant-run.mjs');
/** A mutant that makes a test run so much longer than without it is found. */
const SLOWER = 5;
const LOADING_MS = 30_000;

const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const name of ['node_modules', 'examples', 'docs', 'package.json'])
  symlinkSync(resolve(name), join(copy, name));
mkdirSync(join(copy, 'test'));
symlinkSync(resolve('test/golden'), join(copy, 'test/golden'));

const mutants = [];
for (const file of globSync('{src,test}/**/*.{ts,tsx}')) {
  const isAsked = file.startsWith('src/compliance/') && file.includes(asked.file);
  const code = readFileSync(file, 'utf8');
  const [, options] = jestConfig.transform[file.endsWith('x') ? '\\.tsx$' : '\\.ts$'];
  const source = isAsked ? instrumented(file, code, mutants) : code;
  const target = join(copy, file.replace(/\.tsx?$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, transformSync(source, { ...options, filename: file, swcrc: false }).code);
}

/** 0 where all tests passed, else another number; killed after `ms`. */
const run = (question, ms, stdio = 'ignore') =>
  new Promise((done) => {
    const child = spawn(process.execPath, [RUN, JSON.stringify(question)], { cwd: copy, stdio });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('close', (code) => {
      clearTimeout(timer);
      done(code ?? 1);
    });
  });

const specs = globSync(asked.specs).map((spec) => join(copy, spec.replace(/\.ts$/, '.js')));
const dry = specs.map((_, number) => join(copy, `dry-${number}.json`));
const reach = new Map();
const failed = [];
const each = async (list, work) => {
  const left = list.entries();
  const one = async () => {
    for (const [number, item] of left) await work(item, number);
  };
  await Promise.all(Array.from({ length: Number(asked.workers) }, one));
};
await each(specs, async (spec, number) => {
  const code = await run({ specs: [spec], answer: dry[number] }, 600_000, ['ignore', 'ignore', 'inherit']);
  if (code !== 0) throw new Error(`${spec} does not load`);
  const { loaded, told } = JSON.parse(readFileSync(dry[number], 'utf8'));
  for (const { name, passed, ms, met } of told) {
    if (!passed) failed.push(name.slice(copy.length + 1));
    else
      for (const id of new Set([...loaded, ...met]))
        (reach.get(id) ?? reach.set(id, []).get(id)).push({ name, ms });
  }
});
// What fails with no mutant awake finds none.
const passing = [...new Set([...reach.values()].flat().map(({ name }) => name))];
const isSound = (await run({ specs, mutant: -1, tests: passing }, 600_000, 'inherit')) === 0;
if (!isSound) throw new Error('the tests that pass one file at a time do not pass together');
if (failed.length > 0)
  console.log(`${failed.length} tests fail without a mutant, and are left out:\n  ${failed.join('\n  ')}`);

/** Numbers from 0 to 1, the same for a seed. */
function random(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
const next = random(Number(asked.seed));
const inAnyOrder = mutants
  .map((mutant, id) => ({ ...mutant, id, order: next() }))
  .sort((a, b) => a.order - b.order);
const chosen = inAnyOrder.slice(0, asked.sample ? Number(asked.sample) : undefined);
console.log(`${chosen.length} of ${mutants.length} mutants`);

await each(chosen, async (mutant) => {
  const reaching = (reach.get(mutant.id) ?? []).toSorted((a, b) => a.ms - b.ms);
  mutant.isReached = reaching.length > 0;
  if (!mutant.isReached) return;
  const tests = reaching.map(({ name }) => name);
  const files = [...new Set(tests.map((name) => name.split('#')[0]))];
  const due = reaching.reduce((sum, { ms }) => sum + ms, 0);
  // The files of the quickest tests come first: most mutants do not live past them.
  for (let done = 0, size = 3; done < files.length && !mutant.isKilled; done += size, size = files.length) {
    const some = files.slice(done, done + size);
    mutant.isKilled = (await run({ specs: some, mutant: mutant.id, tests }, LOADING_MS + SLOWER * due)) !== 0;
  }
});

const percent = (some) => {
  const killed = some.filter(({ isKilled }) => isKilled).length;
  return `${killed} of ${some.length} found (${Math.round((100 * killed) / (some.length || 1))} %)`;
};
const inOrder = chosen.toSorted((a, b) => a.id - b.id);
for (const [file, some] of Object.entries(Object.groupBy(inOrder, ({ file: name }) => name))) {
  console.log(`\n${file}: ${percent(some)}`);
  for (const { line, column, was, is, isKilled, isReached } of some)
    if (!isKilled)
      console.log(`  ${line}:${column} ${was} → ${is}${isReached ? '' : ' (no test comes here)'}`);
}
console.log(`\n${percent(chosen)}`);
