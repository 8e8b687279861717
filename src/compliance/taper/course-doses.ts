import { HOUR_MS } from '../../infusion/schedule.js';
import type { Site } from '../../infusion/dose.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { kept } from '../kept.js';
import { type DoseStretch, isFall, isRise } from '../dose/daily-dose.js';
import { type Spike, spikes } from '../dose/spikes.js';

/** A time in which a dose stood above another as far as it came back. */
interface Peak {
  /** Of the stretch that the rise begins. */
  readonly from: number;
  /** Of the stretch that the fall begins. */
  readonly to: number;
  /** As high as it counts: the dose before, or the one after where that is higher. */
  readonly mcgPerDay: number;
}

type Told = Pick<Spike, 'at' | 'until' | 'eventIds'>;

const known = kept<readonly DoseStretch[]>();

/**
 * The daily dose of which courses are made: a rise into a spike and the fall that ends it are left out as far as they take
 * each other back.
 */
export const courseDoses = (context: AuditContext, drug: string, site: Site): readonly DoseStretch[] =>
  known(context, `${site} ${drug}`, () =>
    withoutSpikes(
      context.uninterrupted(drug, site),
      spikes(context).filter((spike) => spike.drug === drug && spike.route === undefined),
      context.policy.spike.lookBackHours.value * HOUR_MS,
    ),
  );

/**
 * @param nearMs a rise so long before what the tip gave may have led to it; to a dose that stands so long the body is used,
 *   and its end ends no spike
 */
export function withoutSpikes(
  doses: readonly DoseStretch[],
  found: readonly Told[],
  nearMs: number,
): readonly DoseStretch[] {
  return found.reduce((left, spike) => {
    const peak = peakOf(left, spike, nearMs);
    return peak
      ? left.map((stretch, index) =>
          index >= peak.from && index < peak.to && isRise(peak.mcgPerDay, stretch.mcgPerDay)
            ? { ...stretch, mcgPerDay: peak.mcgPerDay }
            : stretch,
        )
      : left;
  }, doses);
}

function peakOf(
  doses: readonly DoseStretch[],
  { at, until = at, eventIds }: Told,
  nearMs: number,
): Peak | undefined {
  const doseBefore = (index: number) => doses[index - 1]?.mcgPerDay ?? 0;
  // A weaker or stronger fill, or a first bolus, reaches the tip later than the dose rises.
  const isOfSpike = ({ start, eventId }: DoseStretch) =>
    start >= at - 1 || (start >= at - nearMs && eventId !== undefined && eventIds.includes(eventId));
  const from = doses.findLastIndex(
    (stretch, index) =>
      stretch.start <= at + 1 && isOfSpike(stretch) && isRise(doseBefore(index), stretch.mcgPerDay),
  );
  if (from < 0) return undefined;
  const to = endOf(doses, from, doseBefore(from), Math.max(until + 1, at + nearMs - 1));
  const mcgPerDay = Math.max(doseBefore(from), doses[to]?.mcgPerDay ?? 0);
  // What rose from nothing to nothing was a delivery, and its end is a fall.
  return to > 0 && mcgPerDay > 0 ? { from, to, mcgPerDay } : undefined;
}

/** Index of the fall that takes most of a rise back by an instant, else of the last one by then; -1 where there is none. */
function endOf(doses: readonly DoseStretch[], from: number, before: number, by: Instant): number {
  let highest = doses[from]!.mcgPerDay;
  let last = -1;
  for (let index = from + 1; index < doses.length && doses[index]!.start <= by; index += 1) {
    const { mcgPerDay } = doses[index]!;
    if (isFall(doses[index - 1]!.mcgPerDay, mcgPerDay)) last = index;
    if (mcgPerDay <= (before + highest) / 2) return index;
    highest = Math.max(highest, mcgPerDay);
  }
  return last;
}
