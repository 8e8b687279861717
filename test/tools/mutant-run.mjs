// Runs spec files with one mutant awake; without one it tells which tests pass, and which mutants each of them meets.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as circus from 'jest-circus';
import { expect } from 'expect';
import fc from 'fast-check';

const { specs, mutant, tests, answer } = JSON.parse(process.argv[2]);
const isDry = mutant === undefined;
let met = new Set();
globalThis.mutant = isDry ? (id) => (met.add(id), false) : (id) => id === mutant;
Object.assign(globalThis, circus, { expect });
fc.configureGlobal({ seed: 1 });

const named = new Map();
const testsIn = (block) =>
  block.children.flatMap((child) => (child.type === 'describeBlock' ? testsIn(child) : [child]));
for (const spec of specs) {
  const before = named.size;
  await import(pathToFileURL(spec).href);
  const all = testsIn(circus.getState().rootDescribeBlock).filter((test) => !named.has(test));
  all.forEach((test, number) => named.set(test, `${spec}#${number}`));
  if (named.size === before) throw new Error(`${spec} has no tests`);
}
const loaded = [...met];
const told = [];
if (tests) for (const [test, name] of named) if (!tests.includes(name)) test.mode = 'skip';
circus.addEventHandler(({ name, test }) => {
  if (name === 'test_start') met = new Set();
  if (name === 'test_fn_failure' && !isDry) process.exit(1);
  if (name === 'test_done' && isDry)
    told.push({ name: named.get(test), passed: test.errors.length === 0, ms: test.duration, met: [...met] });
});
await circus.run();
if (answer) writeFileSync(answer, JSON.stringify({ loaded, told }));
process.exit(0);
