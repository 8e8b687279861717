import { Backoff, doubling } from '../../src/waiting/backoff.js';
import { retry, retryUnless } from '../../src/waiting/retry.js';
import { Mutex, Semaphore } from '../../src/waiting/semaphore.js';
import { Signals } from '../../src/waiting/signals.js';
import { within } from '../../src/waiting/within.js';

const failing = (times: number) => {
  let left = times;
  return async () => {
    if (left-- > 0) throw new Error('not yet');
    return 'done';
  };
};

it('pauses double up to the longest, until the total is reached', () => {
  expect([...doubling({ firstMs: 100, longestMs: 300, totalMs: 901 })]).toEqual([100, 200, 300, 300, 300]);
  expect([...doubling({ firstMs: 100, longestMs: 300, totalMs: 900 })]).toEqual([100, 200, 300, 300]);
});

it('a backoff begins anew when it is told to', () => {
  const backoff = new Backoff({ firstMs: 1, longestMs: 3 });
  expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([1, 2, 3, 3]);
  backoff.reset();
  expect([backoff.next(), backoff.next()]).toEqual([1, 2]);
});

it('a retry ends with success, an error of another kind, the last pause, or when it is not wanted', async () => {
  const paused: number[] = [];
  const options = {
    pausesMs: [5, 6],
    mayPass: (error: unknown) => !(error instanceof TypeError),
    pause: async (ms: number) => paused.push(ms),
  };
  expect(await retry(failing(2), options)).toBe('done');
  expect(paused).toEqual([5, 6]);
  await expect(retry(failing(3), options)).rejects.toThrow('not yet');
  expect(paused).toEqual([5, 6, 5, 6]);
  await expect(retry(() => Promise.reject(new TypeError()), options)).rejects.toThrow(TypeError);
  expect(await retryUnless(() => paused.length > 4, failing(3), options)).toBeUndefined();
  expect(paused).toEqual([5, 6, 5, 6, 5]);
});

it.each([
  ['a mutex', 1, () => new Mutex()],
  ['a semaphore', 3, () => new Semaphore(3)],
])('%s lets in no more than it may, in order, whatever fails', async (_name, permits, make) => {
  const semaphore = make();
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const works = Array.from({ length: 20 }, (_each, index) =>
    semaphore.run(async () => {
      begun.push(index);
      most = Math.max(most, ++inside);
      await new Promise((done) => setImmediate(done));
      inside -= 1;
      if (index % 4 === 0) throw new Error('failed');
      return index;
    }),
  );
  const outcomes = await Promise.allSettled(works);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  expect(begun).toEqual(Array.from({ length: 20 }, (_each, index) => index));
  expect(most).toBe(permits);
});

it('a signal waits for who looks later, and wakes who waits for it alone', async () => {
  const signals = new Signals<'a' | 'b'>();
  signals.send('a');
  await signals.until(['a'], 60_000);
  expect([signals.take('a'), signals.take('a')]).toEqual([true, false]);
  const woken = signals.until(['b'], 60_000);
  signals.send('a');
  signals.send('b');
  await woken;
  expect([signals.has('a'), signals.has('b')]).toEqual([true, true]);
});

it('what comes too late is dropped, also where it fails', async () => {
  expect(await within(60_000, Promise.resolve(1))).toBe(1);
  let fail = (_error: Error) => {};
  const slow = new Promise<never>((_resolve, reject) => (fail = reject));
  await expect(within(1, slow, () => new RangeError('late'))).rejects.toThrow(RangeError);
  fail(new Error('dropped'));
  await expect(within(1, new Promise(() => {}))).rejects.toThrow('no answer within 1 ms');
  const closing = new AbortController();
  const left = within(60_000, new Promise(() => {}), undefined, closing.signal);
  closing.abort(new RangeError('closed'));
  await expect(left).rejects.toThrow('closed');
});
