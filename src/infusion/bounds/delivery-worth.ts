import type { Instant } from '../../therapy/envelope.js';
import { type Delivery, lastAtOrBefore } from '../delivery.js';
import { type Site, jumpedMcg, pumpedMcg } from '../dose.js';
import { concentrationOf } from '../fluid.js';
import { pathsBetween } from '../path-content.js';
import { DAY_MS } from '../schedule.js';
import type { Stretch } from '../stretches/stretch.js';
import { SAME_ML } from '../tolerances.js';
import { type ByVolume, byVolume } from './by-volume.js';
import { type Cause, type Worth, worstOf } from './cause.js';
import { Spans, merged } from './spans.js';
import { type FaultyTime, type ReportedTime, reportedTimes, unreliableTimes } from './times.js';
import { type UnreadTime, unreadTimes } from './unread-boluses.js';

/** A dose with what it can have been at least and at most, mcg. */
export interface Bounds {
  readonly doseMcg: number;
  readonly lowMcg: number;
  readonly highMcg: number;
}

/** In one stretch from a known volume to the next, or in a time without a fill. */
interface Part {
  readonly from: Instant;
  readonly to: Instant;
  readonly stretch: Stretch | undefined;
}

/**
 * What the delivery at a site is worth, by the volumes that were found and by what the pump reported (contract,
 * "Delivery"). Times in ms since 1970, doses in mcg.
 */
export class DeliveryWorth {
  private readonly unreliable: Spans<Cause>;
  private readonly reported: Spans<ReportedTime>;
  private readonly unread: Spans<UnreadTime>;

  constructor(
    private readonly delivery: Delivery,
    private readonly site: Site,
    faulty: readonly FaultyTime[],
  ) {
    this.unreliable = new Spans(unreliableTimes(delivery, site, faulty));
    this.reported = new Spans(reportedTimes(delivery));
    this.unread = new Spans(unreadTimes(delivery));
  }

  /** The status of the stretch in which an instant lies, with its reasons as far as they have come. */
  at(instant: Instant): Worth {
    const { from, to } = this.partAt(instant);
    const { status, because } = this.over(from, to);
    return { status, because: because.filter((cause) => cause.from <= instant) };
  }

  /** The status of a time, with its reasons; of an instant as `at`. */
  over(from: Instant, to: Instant): Worth {
    if (to <= from) return this.at(to);
    const worths = this.partsIn(from, to).map((part) => this.worthOf(part));
    const causes = new Set(worths.flatMap(({ because }) => because));
    return {
      status: worstOf(worths.map(({ status }) => status)),
      because: [...causes].toSorted((a, b) => a.from - b.from),
    };
  }

  /** A drug's dose in a time with its bounds; NaN where a volume of the path is not known. */
  bounds(drug: string, from: Instant, to: Instant): Bounds {
    const sum = { doseMcg: 0, lowMcg: 0, highMcg: 0 };
    for (const part of this.partsIn(from, to)) {
      const { doseMcg, lowMcg, highMcg } = this.boundsIn(part, drug);
      sum.doseMcg += doseMcg;
      sum.lowMcg += lowMcg;
      sum.highMcg += highMcg;
    }
    return sum;
  }

  private boundsIn(part: Part, drug: string): Bounds {
    const { from, to, stretch } = part;
    const doseMcg = this.computedMcg(drug, from, to);
    let [less, more] = [0, 0];
    const lost = this.unreliable.within(from, to).filter(({ code }) => code !== 'FLOW_UNKNOWN');
    for (const time of merged(lost)) less += this.computedMcg(drug, time.from, time.to);
    for (const { from: since, to: until, shownMlPerDay } of this.reportedIn(part)) {
      const computed = this.computedMcg(drug, since, until);
      const shown = ((shownMlPerDay * (until - since)) / DAY_MS) * heldMcgPerMl(stretch, drug);
      less += Math.max(0, computed - shown);
      more += Math.max(0, shown - computed);
    }
    const { status, lessMl, moreMl } = this.byVolume(stretch);
    const unreadMl = status === 'unconfirmed' ? mostMl(this.unread.within(from, to)) : 0;
    if (lessMl + moreMl + unreadMl > 0) {
      const mcgPerMl = this.highestMcgPerMl(part, drug);
      less += lessMl * mcgPerMl;
      more += (moreMl + unreadMl) * mcgPerMl;
    }
    return { doseMcg, lowMcg: Math.max(0, doseMcg - less), highMcg: doseMcg + more };
  }

  private worthOf(part: Part): Worth {
    const { from, to, stretch } = part;
    const { status, causes } = this.byVolume(stretch);
    const unread = this.unread.within(from, to);
    const contradicting = [...this.unreliableIn(part), ...this.reportedIn(part).map(({ cause }) => cause)];
    return {
      status: contradicting.length > 0 ? 'contradicted' : status,
      because: [...causes, ...(unread.length > 0 ? [unreadCause(unread)] : []), ...contradicting],
    };
  }

  private byVolume(stretch: Stretch | undefined): ByVolume {
    const unread = stretch ? this.unread.within(stretch.start, stretch.end) : [];
    return byVolume(stretch, stretch?.movedMl === undefined ? 0 : mostMl(unread));
  }

  /** Where there is no fill, it is known what leaves the reservoir: nothing. */
  private unreliableIn({ from, to, stretch }: Part): Cause[] {
    return stretch || this.site === 'tip' ? this.unreliable.overlapping(from, to) : [];
  }

  private reportedIn({ from, to, stretch }: Part): ReportedTime[] {
    return stretch ? this.reported.within(from, to) : [];
  }

  private computedMcg(drug: string, from: Instant, to: Instant): number {
    const { delivery, site } = this;
    const layers = site === 'tip' ? delivery.tip : delivery.reservoir;
    if (!delivery.drugs.has(drug) || to <= from) return 0;
    return (
      pumpedMcg(delivery, layers, drug, from, to) + (site === 'tip' ? jumpedMcg(delivery, drug, from, to) : 0)
    );
  }

  /** At the reservoir what it holds, at the tip the highest that reservoir or path holds in that time. */
  private highestMcgPerMl({ from, to, stretch }: Part, drug: string): number {
    const held = heldMcgPerMl(stretch, drug);
    if (this.site === 'reservoir') return held;
    return pathsBetween(this.delivery, from, to)
      .flatMap(({ tubing, catheter }) => [...(tubing?.slices ?? []), ...(catheter?.slices ?? [])])
      .filter(({ volumeMl }) => volumeMl > SAME_ML)
      .map(({ fluid }) => (fluid.kind === 'unknown' ? 0 : concentrationOf(fluid, drug)))
      .reduce((most, one) => Math.max(most, one), held);
  }

  private partAt(at: Instant): Part {
    const { stretches } = this.delivery;
    const index = lastAtOrBefore(stretches, ({ start }) => start, at);
    const stretch = stretches[index];
    if (stretch && at < stretch.end) return { from: stretch.start, to: stretch.end, stretch };
    return {
      from: stretch?.end ?? Number.NEGATIVE_INFINITY,
      to: stretches[index + 1]?.start ?? Number.POSITIVE_INFINITY,
      stretch: undefined,
    };
  }

  private partsIn(from: Instant, to: Instant): Part[] {
    const parts: Part[] = [];
    for (let at = from; at < to;) {
      const part = this.partAt(at);
      const end = Math.min(part.to, to);
      parts.push({ ...part, from: at, to: end });
      at = end;
    }
    return parts;
  }
}

const heldMcgPerMl = (stretch: Stretch | undefined, drug: string): number =>
  stretch ? concentrationOf(stretch.fill.fluid, drug) : 0;

const mostMl = (times: readonly UnreadTime[]): number =>
  times.reduce((sum, { from, to, mostMlPerMs }) => sum + mostMlPerMs * (to - from), 0);

const unreadCause = (times: readonly UnreadTime[]): Cause => ({
  code: 'PATIENT_BOLUSES_UNREAD',
  from: times[0]!.from,
  to: times.at(-1)!.to,
  detail: 'the patient may have asked for boluses that nobody read; the program alone is counted',
  eventIds: [...new Set(times.map(({ segment }) => segment.program!.eventId))],
});
