// How much of the audit its tests would miss: `npm run mutate -- --file taper/verdict --sample 100 --seed 1`.
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { transformSync } from '@swc/core';
import jestConfig from '../../jest.config.mjs';
import { equivalents } from './equivalents.mjs';
import { MutantThread } from './mutant-thread.mjs';
import { instrumented } from './mutants.mjs';

const { values: asked } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    specs: { type: 'string', default: 'test/compliance/**/*.spec.ts' },
    /** Also by tests that search random histories, and take many times as long as all others. */
    random: { type: 'boolean', default: false },
    /** For so long, without a mutant, tests are tried on one: the likeliest first. */
    patience: { type: 'string', default: '4' },
    /** Only what no test can find since to none of them it makes a difference: needs no run of mutants. */
    untouched: { type: 'boolean', default: false },
  },
});
const RANDOM = /(?:random|properties|brute-force|minute-by-minute|catalogue)\.spec\.ts$/;
/** A mutant that makes a test run so much longer than without it is found. */
const limitOf = (ms) => Math.ceil(5 * ms + 3_000);
const DRY_LIMIT = 600_000;

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
const isAs = (mutant) => (other) =>
  mutant.file === other.file && mutant.was === other.was && mutant.is === other.is;
const stale = equivalents.filter((one) => one.file.includes(asked.file) && !mutants.some(isAs(one)));
if (stale.length > 0)
  throw new Error(
    `equivalents that are no mutants: ${stale.map(({ file, was }) => `${file} ${was}`).join(', ')}`,
  );

const specs = globSync(asked.specs)
  .filter((name) => asked.random || !RANDOM.test(name))
  .map((name) => ({ name, path: join(copy, name.replace(/\.ts$/, '.js')) }));
process.chdir(copy);
const said = (text) => process.stderr.write(`${Math.round(performance.now() / 1000)} s: ${text}\n`);
said(`${mutants.length} mutants are written`);

const threads = await Promise.all(
  Array.from({ length: Number(asked.workers) }, async () => {
    const thread = new MutantThread(specs, mutants.length);
    return { thread, ...(await thread.loaded) };
  }),
);
for (const { error, isDead } of threads) if (isDead) throw error ?? new Error('the tests do not load');
const [{ tests, loaded }] = threads;
said(`${tests.length} tests are loaded`);
const isOfLoading = new Set(loaded);

/** Each of the list once, by whichever thread is free. */
async function each(list, work) {
  const left = list.values();
  const one = async (slot) => {
    for (const item of left) await work(slot, item);
  };
  await Promise.all(threads.map(one));
}

/** The tests that may find a mutant. */
const dangers = new Map();
const lengths = new Map();
const failed = [];
await each(tests, async (slot, name) => {
  const { isGood, ms, differing } = await slot.thread.ask('dry', { name, limit: DRY_LIMIT });
  if (!isGood) {
    failed.push(name);
    return;
  }
  lengths.set(name, ms);
  for (const id of differing) (dangers.get(id) ?? dangers.set(id, []).get(id)).push(name);
});
said('each test ran once');
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
const chosen = inAnyOrder
  .filter((mutant) => !equivalents.some(isAs(mutant)))
  .slice(0, asked.sample ? Number(asked.sample) : undefined);
console.log(`${chosen.length} of ${mutants.length} mutants, ${tests.length} tests`);

const killers = new Map();
const wordsOf = (path) =>
  path.match(/[a-z]{4,}/g).filter((word) => !['test', 'spec', 'compliance'].includes(word));
/** Short tests come first, of those that found most before and those that are named as the file is. */
function inOrder(names, file) {
  const words = wordsOf(file);
  const cost = new Map();
  for (const name of names) {
    const shared = wordsOf(name.split(' › ')[0]).filter((word) => words.includes(word)).length;
    cost.set(name, lengths.get(name) / (1 + (killers.get(name) ?? 0)) / (1 + 20 * shared));
  }
  let left = Number(asked.patience) * 1000;
  return names
    .toSorted((one, other) => cost.get(one) - cost.get(other))
    .filter((name) => (left -= lengths.get(name)) > 0)
    .map((name) => ({ name, limit: limitOf(lengths.get(name)) }));
}
const isKill = ({ killer, isDead }) => {
  if (killer) killers.set(killer, (killers.get(killer) ?? 0) + 1);
  return killer !== undefined || isDead === true;
};

/** @returns whether a test finds it; a thread that is spoiled or ended is replaced by a new one */
async function isFound(slot, question) {
  for (let tries = 0; ; tries += 1) {
    const answer = await slot.thread.ask('killer', question);
    if (answer.isSpoiled || answer.isDead) {
      await slot.thread.end();
      slot.thread = new MutantThread(specs, mutants.length);
      await slot.thread.loaded;
    }
    if (!answer.isSpoiled) return isKill(answer);
    if (tries > 0) throw new Error(`tests fail by turns: ${JSON.stringify(question.id)}`);
  }
}

/** What a module reckons while it loads differs only in a thread that loads it with the mutant. */
async function isFoundFromLoading({ id, file }) {
  const thread = new MutantThread(specs, mutants.length, id);
  const { isDead } = await thread.loaded;
  const isDone =
    isDead || isKill(await thread.ask('killer', { id, asked: inOrder([...lengths.keys()], file) }));
  await thread.end();
  return isDone;
}

await each(chosen, async (slot, mutant) => {
  const names = dangers.get(mutant.id) ?? [];
  mutant.isTouched = names.length > 0 || isOfLoading.has(mutant.id);
  if (!mutant.isTouched || asked.untouched) return;
  mutant.isKilled =
    names.length > 0 && (await isFound(slot, { id: mutant.id, asked: inOrder(names, mutant.file) }));
  if (!mutant.isKilled && isOfLoading.has(mutant.id)) mutant.isKilled = await isFoundFromLoading(mutant);
  const { file, line, was, is, isKilled } = mutant;
  if (!isKilled) said(`${file}:${line} ${was} → ${is} is not found`);
});
await Promise.all(threads.map(({ thread }) => thread.end()));

const percent = (some) => {
  const killed = some.filter(({ isKilled }) => isKilled).length;
  return `${killed} of ${some.length} found (${Math.round((100 * killed) / (some.length || 1))} %)`;
};
for (const [file, some] of Object.entries(
  Object.groupBy(
    chosen.toSorted((a, b) => a.id - b.id),
    ({ file: name }) => name,
  ),
)) {
  const missed = some.filter(({ isKilled, isTouched }) => (asked.untouched ? !isTouched : !isKilled));
  if (missed.length > 0) console.log(`\n${file}${asked.untouched ? '' : `: ${percent(some)}`}`);
  for (const { line, column, was, is, isTouched } of missed)
    console.log(`  ${line}:${column} ${was} → ${is}${isTouched ? '' : ' (to no test a difference)'}`);
}
console.log(
  asked.untouched
    ? `\n${chosen.filter(({ isTouched }) => !isTouched).length} of ${chosen.length} make a difference to no test`
    : `\n${percent(chosen)}`,
);
