import { DAY_MS } from '../../infusion/schedule.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import type { Window } from './cessation-chart.js';

/** When the tip came to zero, by each length that the catheter may have; empty where nobody can tell. */
export function tipZeros({ tip }: CessationDto): readonly number[] {
  const bounds = tip.range ? [tip.range.shortest, tip.range.longest] : [];
  return [tip.reachedZeroAt, ...bounds.map((bound) => bound?.reachedZeroAt ?? null)]
    .flatMap((at) => (at === null ? [] : [Date.parse(at)]))
    .toSorted((a, b) => a - b);
}

/** Where nobody can tell when the tip came to zero. */
const UNKNOWN_DAYS = 7;

/** From before a zero at the reservoir until some days after the one at the tip. */
export function tipWindow(cessation: CessationDto, asOf: number): Window {
  const zero = Date.parse(cessation.reachedZeroAt);
  const last = tipZeros(cessation).at(-1) ?? zero + UNKNOWN_DAYS * DAY_MS;
  const margin = Math.max(DAY_MS, (last - zero) / 2);
  return { from: zero - margin, to: Math.max(zero + DAY_MS / 2, Math.min(last + margin, asOf)) };
}
