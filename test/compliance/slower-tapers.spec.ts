import fc from 'fast-check';
import { shippedBook } from '../support/shipped-book.js';
import { DAY, HOUR, VISIT, fallingDoses, iso, running } from './property-parts.js';
import { FULL } from '../support/full.js';

/** Small enough for every policy. */
const gentle = [500, 400, 320, 256, 205, 164, 132, 106, 100, 0];

const hourly = (factor: number) => Array.from({ length: 9 }, () => ({ hours: 1, factor }));

describe('a slower taper', () => {
  /*
   * tapered < undetermined < abrupt, pass < undetermined < fail: what is shown, what nobody can tell, what is refuted.
   * Further apart, falls within some 24 h only become fewer, and the share that one of them takes of the dose at the
   * start of its day never exceeds what it took together with those before it; longer is never too short.
   */
  const order = ['tapered', 'pass', 'undetermined', 'abrupt', 'fail'];
  const worse = (a: string, b: string) => order.indexOf(a) > order.indexOf(b);
  const gaps = fc.array(
    fc.record({
      hours: fc.constantFrom(1, 12, 23, 24, 25, 48, 65, 69, 70, 72, 96, 170, 340, 660),
      factor: fc.double({ min: 1, max: 12, noNaN: true }),
    }),
    { minLength: 9, maxLength: 9 },
  );

  it.each(shippedBook.ids)('never has a worse verdict: %s', (policy) => {
    const seen = { better: 0, same: 0 };
    fc.assert(
      fc.property(fc.oneof(fallingDoses, fc.constant(gentle)), gaps, ([first, ...doses], spans) => {
        const taper = (stretched: boolean) => {
          const history = running(first!);
          let at = VISIT;
          doses.forEach((dose, index) => {
            const { hours, factor } = spans[index]!;
            at += Math.round(Math.min(hours * (stretched ? factor : 1), 27.9 * 24) * HOUR);
            history.programmed(iso(at), dose);
          });
          const [found] = history.audit(iso(at + 10 * DAY), { policy }).cessations;
          return [found!.verdict, found!.conformance, found!.tip.verdict];
        };
        const fast = taper(false);
        const slow = taper(true);
        slow.forEach((verdict, index) =>
          expect([fast, slow, worse(verdict, fast[index]!)]).toEqual([fast, slow, false]),
        );
        seen[fast.join() === slow.join() ? 'same' : 'better'] += 1;
      }),
      {
        numRuns: FULL ? 2000 : 50,
        // One that gets better, and one that stays.
        examples: [
          [gentle, hourly(660)],
          [gentle, hourly(1)],
        ],
      },
    );
    expect(Math.min(seen.better, seen.same)).toBeGreaterThan(0);
  });
});
