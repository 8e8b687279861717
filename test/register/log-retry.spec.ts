import { StoreUnavailable } from '../../src/event-store/port.js';
import { LogRetry } from '../../src/register/runner/log-retry.js';

function retrying(isOver = () => false) {
  const pauses: number[] = [];
  const reported: string[] = [];
  return {
    pauses,
    reported,
    retry: new LogRetry({
      onFailed: (reason) => void reported.push(reason),
      onRecovered: () => void reported.push('recovered'),
      pause: async (ms) => void pauses.push(ms),
      isOver,
    }),
  };
}

const failing = (times: number, error: () => Error) => {
  let left = times;
  return async () => {
    if (left-- > 0) throw error();
    return 'done';
  };
};

it('asks again after pauses that double up to two seconds, and says when it was answered', async () => {
  const { retry, pauses, reported } = retrying();
  expect(await retry.run(failing(7, () => new StoreUnavailable('away')))).toBe('done');
  expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  expect(reported).toEqual([...Array<string>(7).fill('away'), 'recovered']);
  expect(await retry.run(async () => 'at once')).toBe('at once');
  expect(reported.at(-1)).toBe('recovered');
  expect(reported).toHaveLength(8);
});

// 100 + 200 + 400 + 800 + 1600 = 3100 ms; 59 pauses of 2000 ms more are 121.1 s, the first sum above two minutes.
it('gives up after two minutes', async () => {
  const { retry, pauses } = retrying();
  await expect(retry.run(failing(1_000, () => new StoreUnavailable('away')))).rejects.toThrow('away');
  expect(pauses).toHaveLength(5 + 59);
});

it('waits for nothing but the log', async () => {
  const { retry, pauses } = retrying();
  await expect(retry.run(failing(1, () => new TypeError('of the code')))).rejects.toThrow(TypeError);
  expect(pauses).toEqual([]);
});

it('ends when nobody wants it any more', async () => {
  let asked = 0;
  const { retry, reported } = retrying(() => asked > 2);
  const work = async () => {
    asked += 1;
    throw new StoreUnavailable('away');
  };
  expect(await retry.run(work)).toBeUndefined();
  expect(asked).toBe(3);
  expect(reported).toEqual(['away', 'away']);
});
