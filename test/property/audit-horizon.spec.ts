import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Audit, auditsNow } from '../../src/compliance/audit.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { sprinkled } from '../compliance/sprinkled.js';
import { type SealedHistory, sealedHistories } from './sealed-histories.js';
import { FULL } from '../support/full.js';

const RUNS = FULL ? 700 : 3;
const DAY_MS = 86_400_000;
const policies = shippedPolicies.map(({ policy }) => policy);

/** Of both kinds: with plans and dates at odds, and with all kinds of facts and findings. */
const therapies: fc.Arbitrary<SealedHistory> = fc.oneof(
  sealedHistories,
  sprinkled.map(({ events, end }) => ({ events, start: Date.parse(events[0]!.occurredAt.earliest), end })),
);

const now = (events: readonly Sealed[], asOf: number) =>
  auditsNow(events, { policies, asOf, knownAt: Number.POSITIVE_INFINITY });
const withoutInstants = (audits: readonly Audit[]) => audits.map((audit) => ({ ...audit, asOf: undefined }));

const share = fc.integer({ min: 0, max: 1_000_000 }).map((part) => part / 1_000_000);

describe('how long audits hold', () => {
  it('are the same at every instant before', () => {
    let long = 0;
    let moments = 0;
    fc.assert(
      fc.property(
        therapies,
        fc.tuple(share, fc.noBias(share), fc.noBias(share)),
        fc.tuple(share, share),
        ({ events, start, end }, begins, between) => {
          for (const [number, begin] of begins.entries()) {
            let t0 = Math.round(start + begin * (end + 30 * DAY_MS - start));
            // Change after change, so that what follows on a change is seen too.
            for (let step = 0; step < 3; step += 1) {
              const { audits: found, holdUntil: until } = now(events, t0);
              expect(until).toBeGreaterThan(t0);
              const rows = withoutInstants(found);
              const last = Math.min(until - 1, t0 + 400 * DAY_MS);
              const later = [last, ...between.map((part) => Math.round(t0 + part * (last - t0)))];
              for (const t of later) {
                const then = t > t0 ? withoutInstants(now(events, t).audits) : rows;
                // Ten times as fast as Jest, which says what differs.
                if (!isDeepStrictEqual(then, rows)) expect(then).toEqual(rows);
              }
              if (step === 0 && number > 0) moments += 1;
              if (step === 0 && number > 0 && until - t0 > 60_000) long += 1;
              if (until > t0 + 400 * DAY_MS) break;
              t0 = until;
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
    // It would also hold for a function that always says "the next millisecond".
    expect(long / moments).toBeGreaterThan(FULL ? 0.9 : 0.5);
  }, 1_200_000);
});
