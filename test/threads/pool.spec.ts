import { GivenUp, TookTooLong } from '../../src/threads/errors.js';
import { Pool } from '../../src/threads/pool.js';

const script = new URL('./worker.mjs', import.meta.url);
const pools: Pool[] = [];
const poolOf = (limitMs = 60_000) => {
  const pool = new Pool({ script, limitMs });
  pools.push(pool);
  return pool;
};
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const busy = (key: string, busyMs: number, signal?: AbortSignal) => ({ key, message: { busyMs }, signal });

describe('a pool of threads', () => {
  it('gives a thread what it asks for', async () => {
    const supply = (need: unknown) => `${String(need)}!`;
    expect(await poolOf().do({ key: 'a', message: { asks: 'more' }, supply })).toBe('more!');
  });

  it('stops work that takes too long, and goes on', async () => {
    const pool = poolOf(1_000);
    await expect(pool.do(busy('a', 60_000))).rejects.toThrow(TookTooLong);
    expect(await pool.do(busy('a', 1))).toBe(1);
  });

  it('does the work of one key in order, and that of others before it is through', async () => {
    const pool = poolOf();
    const done: string[] = [];
    const note = (name: string, work: Promise<unknown>) => work.then(() => done.push(name));
    await Promise.all([
      ...Array.from({ length: 8 }, (_, index) => note(`a${index}`, pool.do(busy('a', 200)))),
      note('b', pool.do(busy('b', 1))),
    ]);
    expect(done.filter((name) => name !== 'b')).toEqual(Array.from({ length: 8 }, (_, index) => `a${index}`));
    expect(done.indexOf('b')).toBeLessThan(7);
  });

  it('has a thread for others however many dear questions run and wait', async () => {
    const pool = poolOf();
    const gone = new AbortController();
    const dear = Array.from({ length: 12 }, (_, index) =>
      pool.do(busy(`dear${index % 3}`, 60_000, gone.signal)),
    );
    const settled = Promise.allSettled(dear);
    await new Promise((later) => setTimeout(later, 2_000));
    expect(await pool.do(busy('other', 1))).toBe(1);
    gone.abort();
    for (const { status } of await settled) expect(status).toBe('rejected');
  });

  it('runs no more at once than it may, though work turns out dear', async () => {
    const pool = poolOf();
    const runs = (await Promise.all(
      Array.from({ length: 6 }, (_, index) => pool.do({ key: `k${index}`, message: { timesMs: 1_500 } })),
    )) as { from: number; to: number }[];
    const atOnce = runs.map(
      ({ from }) => runs.filter((other) => other.from <= from && from < other.to).length,
    );
    expect(Math.max(...atOnce)).toBeLessThan(6);
  });

  it('drops what nobody waits for any more, queued or under way', async () => {
    const pool = poolOf();
    const [running, queued] = [new AbortController(), new AbortController()];
    const works = [pool.do(busy('a', 60_000, running.signal)), pool.do(busy('a', 60_000, queued.signal))];
    const settled = Promise.allSettled(works);
    queued.abort();
    await new Promise((later) => setTimeout(later, 1_000));
    running.abort();
    for (const one of await settled) expect(one).toMatchObject({ reason: expect.any(GivenUp) as unknown });
    expect(await pool.do(busy('a', 1))).toBe(1);
  });
});
