export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => quantile(values, 0.5);

/** The first tenth warms up: threads, compiled code and caches are new with each store. */
export function warmAndTimed(items) {
  const tenth = Math.floor(items.length / 10);
  return [items.slice(0, tenth), items.slice(tenth)];
}

/** Works through the items with so many callers; each takes the next item once his last one is answered. */
export async function byCallers(callers, items, work) {
  const latencies = new Float64Array(items.length);
  let next = 0;
  const call = async () => {
    while (next < items.length) {
      const index = next++;
      const start = performance.now();
      await work(items[index], index);
      latencies[index] = performance.now() - start;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  return { ops: items.length, ms: performance.now() - start, p99: quantile(latencies, 0.99) };
}

export async function timed(ops, work) {
  const start = performance.now();
  await work();
  return { ops, ms: performance.now() - start };
}

/**
 * Runs the compared things in turn, A B A B, so that what else the machine does falls on all of them. The rounds
 * before the first do not count.
 * @param entries name -> async () => { ops, ms, p99? }
 * @returns name -> { rate, p99, samples }, and what it is of another's rate, round by round
 */
export async function inTurn(rounds, entries, before = 1) {
  const samples = Object.fromEntries(Object.keys(entries).map((name) => [name, []]));
  for (let round = -before; round < rounds; round++)
    for (const [name, run] of Object.entries(entries)) {
      const sample = await run();
      if (round >= 0) samples[name].push({ rate: (sample.ops * 1000) / sample.ms, ...sample });
    }
  const of = (name) => ({
    rate: median(samples[name].map(({ rate }) => rate)),
    p99: samples[name][0].p99 === undefined ? undefined : median(samples[name].map(({ p99 }) => p99)),
    samples: samples[name],
  });
  const ratio = (name, base) =>
    median(samples[name].map(({ rate }, round) => rate / samples[base][round].rate));
  return { of, ratio, samples };
}
