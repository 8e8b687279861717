import { StoreUnavailable } from '../../src/event-store/port.js';
import { Patience } from '../../src/register/runner/patience.js';

function patience(isOver = () => false) {
  const pauses: number[] = [];
  const told: string[] = [];
  return {
    pauses,
    told,
    patience: new Patience({
      refused: (reason) => void told.push(reason),
      answered: () => void told.push('answered'),
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
  const { patience: patient, pauses, told } = patience();
  expect(await patient.through(failing(7, () => new StoreUnavailable('away')))).toBe('done');
  expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  expect(told).toEqual([...Array<string>(7).fill('away'), 'answered']);
  expect(await patient.through(async () => 'at once')).toBe('at once');
  expect(told.at(-1)).toBe('answered');
  expect(told).toHaveLength(8);
});

// 100 + 200 + 400 + 800 + 1600 = 3100 ms; 59 pauses of 2000 ms more are 121.1 s, the first sum above two minutes.
it('gives up after two minutes', async () => {
  const { patience: patient, pauses } = patience();
  await expect(patient.through(failing(1_000, () => new StoreUnavailable('away')))).rejects.toThrow('away');
  expect(pauses).toHaveLength(5 + 59);
});

it('waits for nothing but the log', async () => {
  const { patience: patient, pauses } = patience();
  await expect(patient.through(failing(1, () => new TypeError('of the code')))).rejects.toThrow(TypeError);
  expect(pauses).toEqual([]);
});

it('ends when nobody wants it any more', async () => {
  let asked = 0;
  const { patience: patient } = patience(() => asked > 2);
  const work = async () => {
    asked += 1;
    throw new StoreUnavailable('away');
  };
  expect(await patient.through(work)).toBeUndefined();
  expect(asked).toBe(3);
});
