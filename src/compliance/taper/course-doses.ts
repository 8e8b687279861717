import { HOUR_MS } from '../../infusion/schedule.js';
import type { Site } from '../../infusion/dose.js';
import { type AuditContext, oncePer } from '../context.js';
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

const known = oncePer(() => new Map<string, readonly DoseStretch[]>());

/**
 * The daily dose of which courses are made: a rise into a spike and the fall that ends it are left out as far as they take
 * each other back.
 */
export function courseDoses(context: AuditContext, drug: string, site: Site): readonly DoseStretch[] {
  const key = `${site} ${drug}`;
  const made =
    known(context).get(key) ??
    withoutSpikes(
      context.uninterrupted(drug, site),
      spikes(context).filter((spike) => spike.drug === drug && spike.route === undefined),
      context.policy.spike.lookBackHours.value * HOUR_MS,
    );
  known(context).set(key, made);
  return made;
}

/** @param lookBackMs a rise so long before what the tip gave may have led to it */
export function withoutSpikes(
  doses: readonly DoseStretch[],
  found: readonly Pick<Spike, 'at' | 'until'>[],
  lookBackMs: number,
): readonly DoseStretch[] {
  return found.reduce((left, spike) => {
    const peak = peakOf(left, spike, lookBackMs);
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
  { at, until }: Pick<Spike, 'at' | 'until'>,
  lookBackMs: number,
): Peak | undefined {
  if (until === undefined) return undefined;
  const change = (index: number) => [doses[index - 1]?.mcgPerDay ?? 0, doses[index]!.mcgPerDay] as const;
  const from = doses.findLastIndex(
    ({ start }, index) => start <= at + 1 && start >= at - lookBackMs && isRise(...change(index)),
  );
  const to = doses.findLastIndex(
    ({ start }, index) => index > from && start <= until + 1 && isFall(...change(index)),
  );
  if (from < 0 || to < 0) return undefined;
  const [before] = change(from);
  const mcgPerDay = Math.max(before, doses[to]!.mcgPerDay);
  // What rose from nothing to nothing was a delivery, and its end is a fall.
  return mcgPerDay > 0 ? { from, to, mcgPerDay } : undefined;
}
