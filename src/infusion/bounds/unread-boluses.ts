import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Delivery } from '../delivery.js';
import { DAY_MS } from '../schedule.js';
import type { Segment } from '../segment.js';
import { type Span, merged } from './spans.js';

/** A time in which the patient may have asked for boluses that nobody read. */
export interface UnreadTime extends Span {
  readonly segment: Segment;
  /** At most, mL/ms; 0 where nobody knows by what strength, so that no volume can be told. */
  readonly mostMlPerMs: number;
}

/** In order, without those times that a reading covers or in which nothing can flow. */
export function unreadTimes({ segments, readings }: Delivery): UnreadTime[] {
  const read = merged(readings);
  return segments.flatMap((segment, index): UnreadTime[] => {
    const mostMlPerMs = mostOf(segment);
    if (mostMlPerMs === undefined) return [];
    const end = segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    return without(read, segment.start, end).map(({ from, to }) => ({ from, to, segment, mostMlPerMs }));
  });
}

function mostOf({ program, halt }: Segment): number | undefined {
  if (halt || !program?.patientBolus || program.standsStill) return undefined;
  const { concentrationMcgPerMl, patientBolus } = program;
  return concentrationMcgPerMl
    ? (patientBolus.maxPerDay * patientBolus.doseMcg) / concentrationMcgPerMl / DAY_MS
    : 0;
}

/** What of a time none of some spans, which are in order, covers. */
function without(spans: readonly Span[], from: Instant, to: Instant): Span[] {
  const left: Span[] = [];
  let start = from;
  for (let index = countWhile(spans, (span) => span.to <= from); index < spans.length; index += 1) {
    const span = spans[index]!;
    if (span.from >= to) break;
    if (span.from > start) left.push({ from: start, to: span.from });
    start = Math.max(start, span.to);
  }
  if (to > start) left.push({ from: start, to });
  return left;
}
