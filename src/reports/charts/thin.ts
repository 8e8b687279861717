import type { DailyDose } from '../../answers/report.js';

/** The part of the doses that lies between two instants. */
export const clipped = (doses: readonly DailyDose[], from: number, to: number): DailyDose[] =>
  doses
    .filter(({ start, end }) => end > from && start < to)
    .map(({ start, end, mcgPerDay }) => ({
      start: Math.max(start, from),
      end: Math.min(end, to),
      mcgPerDay,
    }));

/**
 * Few enough doses to draw: of those that share a column of the picture only the first, the lowest, the highest and
 * the last stay, so that the picture is the same.
 */
export function thinned(doses: readonly DailyDose[], from: number, to: number, columns: number): DailyDose[] {
  const width = (to - from) / columns;
  const kept: DailyDose[] = [];
  let crowd: DailyDose[] = [];
  const settle = () => {
    for (const one of outline(crowd)) kept.push(one);
    crowd = [];
  };
  const columnOf = ({ start }: DailyDose) => Math.floor((start - from) / width);
  for (const dose of clipped(doses, from, to)) {
    if (crowd.length > 0 && columnOf(crowd[0]!) !== columnOf(dose)) settle();
    crowd.push(dose);
  }
  settle();
  return kept.map((dose, index) => ({ ...dose, end: kept[index + 1]?.start ?? dose.end }));
}

/** At most four of them; a dose that nobody knows stays unknown. */
function outline(crowd: readonly DailyDose[]): readonly DailyDose[] {
  if (crowd.length <= 4) return crowd;
  const by = (better: (a: number, b: number) => boolean) =>
    crowd.reduce((best, one) => (better(one.mcgPerDay, best.mcgPerDay) ? one : best));
  const chosen = new Set([
    crowd[0]!,
    by((a, b) => a < b || Number.isNaN(b)),
    by((a, b) => a > b || Number.isNaN(b)),
    crowd.at(-1)!,
  ]);
  return crowd.filter((one) => chosen.has(one));
}
