import fc from 'fast-check';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { DEFAULT_POLICY, shippedPolicies } from '../../src/compliance/policies/index.js';
import type { LogReader, Projection } from '../../src/register/runner/projection.js';
import { sealedHistories } from '../property/sealed-histories.js';
import { Kept, type Options, ofTherapy, only } from './support.js';
import { FULL } from '../support/full.js';

const RUNS = FULL ? 60 : 1;
const POLICIES = FULL ? shippedPolicies : only(DEFAULT_POLICY, 'strict');

class Injected extends Error {}

/** Fails at the nth occasion from now on, then no more. */
class Fault {
  private left = Number.POSITIVE_INFINITY;
  hits = 0;

  at(occasion: number): void {
    this.left = occasion;
  }

  pass(make: () => Error = () => new Injected('told to fail')): void {
    this.left -= 1;
    if (this.left !== 0) return;
    this.hits += 1;
    throw make();
  }
}

/** Every place at which a read model may be interrupted: before and after each read, and within each transaction. */
function failing(fault: Fault): Options {
  const log = (store: LogReader): LogReader => ({
    async readAll(...given) {
      fault.pass(() => new StoreUnavailable('told to fail'));
      const found = await store.readAll(...given);
      fault.pass();
      return found;
    },
    async readStream(...given) {
      fault.pass(() => new StoreUnavailable('told to fail'));
      return store.readStream(...given);
    },
  });
  const projection = (register: Projection): Projection => ({
    name: register.name,
    version: register.version,
    inputs: register.inputs,
    schema: register.schema,
    seal: register.seal,
    disagreement: (...given) => register.disagreement(...given),
    apply(database, events) {
      register.apply(database, events);
      fault.pass();
    },
    async work(...given) {
      const write = await register.work(...given);
      fault.pass();
      return (
        write &&
        (() => {
          write();
          fault.pass();
        })
      );
    },
  });
  return { log, projection, policies: POLICIES };
}

const allRows = async ({ register }: Kept) =>
  Promise.all(
    POLICIES.map(async ({ policy: { id: policy } }) => [
      await register.cessations({ policy, filter: {}, limit: 5_000 }),
      await register.findings({ policy, filter: {}, limit: 5_000 }),
      await register.worklist({ policy, filter: {}, order: 'attention', skip: 0, limit: 500 }),
    ]),
  );

it(
  'interrupted anywhere, again and again, it comes to the same rows',
  async () => {
    const fault = new Fault();
    await fc.assert(
      fc.asyncProperty(
        fc.array(sealedHistories, { minLength: 2, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 10, maxLength: 10 }),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        async (histories, occasions, otherRelease) => {
          const whole = await Kept.open({ policies: POLICIES });
          const kept = await Kept.open(failing(fault));
          kept.now = whole.now = Math.max(...histories.map(({ end }) => end));
          const parts = histories.flatMap(({ events }, number) => {
            const mine = ofTherapy(`t-${number}`, events);
            const half = Math.floor(mine.length / 2);
            return [mine.slice(0, half), mine.slice(half)];
          });
          const inTurn = [...parts.filter((_, at) => at % 2 === 0), ...parts.filter((_, at) => at % 2 === 1)];
          for (const [number, part] of inTurn.entries()) {
            await whole.append(part);
            await kept.append(part);
            fault.at(occasions[number % 10]!);
            try {
              await kept.catchUp();
            } catch (error) {
              if (!(error instanceof Injected || error instanceof StoreUnavailable)) throw error;
              fault.at(Number.POSITIVE_INFINITY);
              const calculation = otherRelease[number % 10] ? `release ${number}` : 'test';
              await kept.restart({ ...failing(fault), calculation });
            }
          }
          fault.at(Number.POSITIVE_INFINITY);
          await kept.catchUp();
          await whole.catchUp();
          expect(await allRows(kept)).toEqual(await allRows(whole));
          await kept.close();
          await whole.close();
        },
      ),
      { numRuns: RUNS },
    );
    expect(fault.hits).toBeGreaterThan(2 * RUNS);
  },
  RUNS * 20_000,
);
