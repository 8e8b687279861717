/** What one subject did on one day, UTC. */
export interface Day {
  /** Such as 2026-03-10. */
  readonly day: string;
  readonly count: number;
  readonly denied: number;
}

export interface UnusualDay extends Day {
  /** Of the days before on which there was anything; undefined while there are too few. */
  readonly median?: number;
  readonly why: 'MORE_THAN_USUAL' | 'DENIED_TRIES';
}

const DAYS_BACK = 90;
/** From the tenth day on there is something to compare with. */
const LEAST_BEFORE = 9;
const TIMES = 3;
const MS_A_DAY = 86_400_000;

function medianOf(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * Days on which a subject looked more than three times as often as in the median of its days of the 90 days before, and
 * those on which it was denied anything.
 * @param days of one subject, those on which there was anything, in order
 */
export function unusualDays(days: readonly Day[]): readonly UnusualDay[] {
  return days.flatMap((day): readonly UnusualDay[] => {
    const first = new Date(Date.parse(day.day) - DAYS_BACK * MS_A_DAY).toISOString().slice(0, 10);
    const before = days.filter((one) => one.day < day.day && one.day >= first).map(({ count }) => count);
    const median = before.length >= LEAST_BEFORE ? medianOf(before) : undefined;
    return [
      ...(median !== undefined && day.count > TIMES * median
        ? [{ ...day, median, why: 'MORE_THAN_USUAL' as const }]
        : []),
      ...(day.denied > 0 ? [{ ...day, median, why: 'DENIED_TRIES' as const }] : []),
    ];
  });
}
