// A thread that holds the tests loaded, and runs some of them with one mutant awake as often as it is asked.
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import * as circus from 'jest-circus';
import { expect } from 'expect';
import fc from 'fast-check';

const { specs, awake, clock, count } = workerData;
Object.assign(globalThis, circus, { expect });
fc.configureGlobal({ seed: 1 });

/**
 * What a test works out and keeps is forgotten after it: with another mutant it would be found otherwise. What modules keep
 * as they load stays.
 */
let turn = 0;
const Plain = WeakMap;
globalThis.WeakMap = class {
  #lasting = new Plain();
  #ofTurn = { turn: 0, map: this.#lasting };
  get #map() {
    if (this.#ofTurn.turn !== turn) this.#ofTurn = { turn, map: new Plain() };
    return this.#ofTurn.map;
  }
  has = (key) => this.#map.has(key) || this.#lasting.has(key);
  get = (key) => (this.#map.has(key) ? this.#map : this.#lasting).get(key);
  set = (key, value) => (this.#map.set(key, value), this);
  delete = (key) => this.#map.delete(key);
};

const isSame = (one, other) => {
  try {
    return Object.is(one, other());
  } catch {
    return false;
  }
};
/** No more often is a mutant tried in a test, nor all of them for so long: then the test counts as one that may find it. */
const TRIES = 50;
const TRYING_MS = 100;
const left = new Uint8Array(count);
let differing = [];
let spent = 0;
let isTrying = false;
const beginTrying = () => {
  differing = [];
  spent = 0;
  left.fill(TRIES);
};
function differs(value, other) {
  if (other === true || spent > TRYING_MS) return true;
  isTrying = true;
  const start = performance.now();
  const found = !isSame(value, other);
  spent += performance.now() - start;
  isTrying = false;
  return found;
}
globalThis.mutants = {
  awake,
  left,
  /** Notes each mutant that would make a difference here. */
  seen(id, value, other) {
    if (!other || isTrying) return value;
    left[id] = differs(value, other) ? 0 : left[id] - 1;
    if (left[id] === 0) differing.push(id);
    return value;
  },
};
if (awake < 0) beginTrying();
const { mutants } = globalThis;

const testsIn = (block) =>
  block.children.flatMap((child) => (child.type === 'describeBlock' ? testsIn(child) : [child]));
const parentsOf = ({ parent }) => (parent ? [...parentsOf(parent), parent] : []);
const hooksOf = (test, type) =>
  parentsOf(test).flatMap(({ hooks }) => hooks.filter((hook) => hook.type === type));

const tests = new Map();
for (const spec of specs) {
  await import(pathToFileURL(spec.path).href);
  const known = new Set(tests.values());
  const found = testsIn(circus.getState().rootDescribeBlock).filter((test) => !known.has(test));
  if (found.length === 0) throw new Error(`${spec.name} has no tests`);
  for (const test of found) {
    const name = [spec.name, ...parentsOf(test).slice(1), test].map((part) => part.name ?? part).join(' › ');
    tests.set(tests.has(name) ? `${name} (${tests.size})` : name, test);
  }
}

/** @returns whether all went as it should */
async function passes(name, limit) {
  const test = tests.get(name);
  let isGood = true;
  turn += 1;
  Atomics.store(clock, 1, limit);
  Atomics.store(clock, 0, turn);
  for (const type of ['beforeAll', 'beforeEach', 'test', 'afterEach', 'afterAll'])
    for (const { fn } of type === 'test' ? [test] : hooksOf(test, type))
      try {
        await fn.call({});
      } catch {
        isGood = false;
      }
  Atomics.store(clock, 0, 0);
  return isGood;
}

const answers = {
  /** Without a mutant: how long a test takes, and to which mutants it may be a danger. */
  async dry({ name, limit }) {
    beginTrying();
    const start = performance.now();
    const isGood = await passes(name, limit);
    return { isGood, ms: performance.now() - start, differing };
  },
  /** The first of some tests that fails with the mutant. */
  async killer({ id, asked }) {
    left.fill(0);
    for (const { name, limit } of asked) {
      mutants.awake = id;
      const isGood = await passes(name, limit);
      mutants.awake = awake;
      if (isGood) continue;
      // Where it fails without, too, something was left over.
      return awake >= 0 || (await passes(name, limit)) ? { killer: name } : { isSpoiled: true };
    }
    return {};
  },
};
const answer = async ({ question, given }) => parentPort.postMessage(await answers[question](given));
parentPort.on('message', (asked) => void answer(asked));
parentPort.postMessage({ tests: [...tests.keys()], loaded: differing });
