import { Rate } from '../../src/waiting/rate.js';

describe('a rate', () => {
  let now = 0;
  const rate = () => new Rate(2, 60_000, () => now);
  beforeEach(() => (now = 0));

  it('lets so many happen, and says when the next may', () => {
    const two = rate();
    expect([two.take('a'), two.take('a')]).toEqual([undefined, undefined]);
    now = 59_001;
    expect(two.take('a')).toBe(1);
    now = 60_000;
    expect(two.take('a')).toBeUndefined();
  });

  it('counts each name by itself', () => {
    const two = rate();
    two.take('a');
    two.take('a');
    expect(two.take('a')).toBe(60);
    expect(two.take('b')).toBeUndefined();
  });

  it('tells without counting', () => {
    const two = rate();
    for (let asked = 0; asked < 5; asked += 1) expect(two.wait('a')).toBeUndefined();
    two.take('a');
    two.take('a');
    expect(two.wait('a')).toBe(60);
  });
});
