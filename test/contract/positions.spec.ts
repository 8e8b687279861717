import * as fc from 'fast-check';
import { Positions } from '../../src/event-store/kurrentdb/positions.js';

/** Steps between positions: mostly small ones, and some over what four bytes hold. */
const steps = fc.array(
  fc.oneof(
    { weight: 50, arbitrary: fc.integer({ min: 1, max: 2_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 2 ** 31, max: 2 ** 33 }) },
  ),
  { minLength: 1, maxLength: 300 },
);

describe('positions by their ordinal', () => {
  it('are those that were added, there and back, and no others', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const positions = new Positions();
        const all: number[] = [];
        for (const step of given) {
          all.push((all.at(-1) ?? 0) + step);
          positions.add(all.at(-1)!);
        }
        expect(positions.size).toBe(all.length);
        expect(positions.last).toBe(all.at(-1));
        expect(all.map((_, ordinal) => positions.at(ordinal))).toEqual(all);
        expect(all.map((position) => positions.find(position))).toEqual(all.map((_, ordinal) => ordinal));
        const others = all.map((position) => position + 1).filter((position) => !all.includes(position));
        for (const other of [-1, 0, ...others]) expect(positions.find(other)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('are found over many pieces', () => {
    const positions = new Positions();
    expect(positions.find(1)).toBeUndefined();
    for (let ordinal = 0; ordinal < 20_000; ordinal += 1) positions.add(ordinal * 3 + 7);
    for (const ordinal of [0, 1, 4_095, 4_096, 4_097, 8_191, 8_192, 19_999]) {
      expect(positions.at(ordinal)).toBe(ordinal * 3 + 7);
      expect(positions.find(ordinal * 3 + 7)).toBe(ordinal);
      expect(positions.find(ordinal * 3 + 8)).toBeUndefined();
    }
  });
});
