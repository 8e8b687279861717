import { mkdirSync, writeFileSync } from 'node:fs';

const results = new URL('../results/', import.meta.url);

const number = (value) =>
  value === undefined
    ? ''
    : value >= 1000
      ? Math.round(value).toLocaleString('en-US')
      : value.toPrecision(value >= 100 ? 3 : 2);

export const heading = (title) => console.log(`\n${title}`);
export const say = (text) => console.log(`  ${text}`);

const goals = {
  leastRatio: { words: (goal) => `>= ${goal}`, met: (goal, { ratio }) => ratio >= goal },
  mostRatio: { words: (goal) => `<= ${goal}`, met: (goal, { ratio }) => ratio <= goal },
  mostKb: { words: (goal) => `<= ${goal} kB`, met: (goal, { value }) => value <= goal },
  mostMs: { words: (goal) => `<= ${goal} ms`, met: (goal, { value }) => value <= goal },
};

/**
 * One line: what, median, p99, ratio, aim.
 * @param figures.aim some of { leastRatio, mostRatio, mostMs, mostKb }
 */
export function line(what, figures) {
  const { value, unit, p99, ratio, aim = {} } = figures;
  const aims = Object.entries(aim);
  const met = aims.every(([name, goal]) => goals[name].met(goal, figures));
  const cells = [
    what.padEnd(72),
    `${number(value)} ${unit}`.padStart(16),
    (p99 === undefined ? '' : `${number(p99)} ms`).padStart(10),
    number(ratio).padStart(8),
    aims
      .map(([name, goal]) => goals[name].words(goal))
      .join(', ')
      .padStart(15),
    aims.length === 0 ? '' : met ? 'met' : 'MISSED',
  ];
  console.log(`  ${cells.join(' ')}`.trimEnd());
}

export const columns = () =>
  console.log(
    `  ${''.padEnd(72)} ${'median'.padStart(16)} ${'p99'.padStart(10)} ${'ratio'.padStart(8)} ${'aim'.padStart(15)}`,
  );

/** Keeps the raw samples of a part. */
export function keep(part, samples) {
  mkdirSync(results, { recursive: true });
  writeFileSync(new URL(`${part}.json`, results), `${JSON.stringify(samples, null, 1)}\n`);
}
