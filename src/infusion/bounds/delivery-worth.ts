import type { EventId, Instant } from '../../therapy/envelope.js';
import { type Delivery, lastAtOrBefore } from '../delivery.js';
import { type Site, jumpedMcg, pumpedMcg } from '../dose.js';
import { concentrationOf } from '../fluid.js';
import { pathsBetween } from '../path-content.js';
import { DAY_MS } from '../schedule.js';
import { sixDigits } from '../six-digits.js';
import { agrees } from '../stretches/agreement.js';
import type { Stretch } from '../stretches/stretch.js';
import { type Cause, type DeliveryStatus, type Worth, overlaps, worstOf } from './cause.js';
import { type FaultyTime, reportedTimes, unreliableTimes } from './times.js';
import { type UnreadTime, unreadTimes } from './unread-boluses.js';

/** A dose with what it can have been at least and at most, mcg. */
export interface Bounds {
  readonly doseMcg: number;
  readonly lowMcg: number;
  readonly highMcg: number;
}

/** From one known volume to the next, or a time without a fill. */
interface Part {
  readonly from: Instant;
  readonly to: Instant;
  readonly stretch: Stretch | undefined;
}

export interface StretchWorth extends Worth {
  readonly from: Instant;
  readonly to: Instant;
  readonly eventIds: readonly EventId[];
}

/** Where a volume disagrees with what was computed. */
interface Disagreement {
  readonly cause: Cause;
  /** Volumes, mL; above 0. */
  readonly lessMl: number;
  readonly moreMl: number;
}

/**
 * What the delivery at a site is worth, by the volumes that were found and by what the pump reported (contract,
 * "Delivery"). Times in ms since 1970, doses in mcg.
 */
export class DeliveryWorth {
  private readonly unreliable: readonly Cause[];
  private readonly reported: ReturnType<typeof reportedTimes>;
  private readonly unread: readonly UnreadTime[];

  constructor(
    private readonly delivery: Delivery,
    private readonly site: Site,
    faulty: readonly FaultyTime[],
  ) {
    this.unreliable = unreliableTimes(delivery, site, faulty);
    this.reported = reportedTimes(delivery);
    this.unread = unreadTimes(delivery);
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
    const parts = this.partsIn(from, to).map((part) => this.worthOf(part));
    const causes = this.contradictionsIn(from, to);
    return {
      status: worstOf([
        ...parts.map(({ status }) => status),
        ...(causes.length > 0 ? (['contradicted'] as const) : []),
      ]),
      because: inOrder([...parts.flatMap(({ because }) => because), ...causes]),
    };
  }

  /** The stretches until an instant, in order. */
  stretches(until: Instant): StretchWorth[] {
    return this.delivery.stretches
      .filter(({ start }) => start < until)
      .map((stretch) => ({
        from: stretch.start,
        to: Math.min(stretch.end, until),
        eventIds: [stretch.beganBy, ...(stretch.endedBy ? [stretch.endedBy] : [])],
        ...this.over(stretch.start, Math.min(stretch.end, until)),
      }));
  }

  /** A drug's dose in a time with its bounds; NaN where a volume of the path is not known. */
  bounds(drug: string, from: Instant, to: Instant): Bounds {
    const none: Bounds = { doseMcg: 0, lowMcg: 0, highMcg: 0 };
    return this.partsIn(from, to).reduce((sum, part) => {
      const bounds = this.boundsIn(part, drug);
      return {
        doseMcg: sum.doseMcg + bounds.doseMcg,
        lowMcg: sum.lowMcg + bounds.lowMcg,
        highMcg: sum.highMcg + bounds.highMcg,
      };
    }, none);
  }

  private boundsIn(part: Part, drug: string): Bounds {
    const { from, to, stretch } = part;
    const doseMcg = this.computedMcg(drug, from, to);
    let less = this.unreliableIn(from, to).reduce(
      (sum, time) => sum + this.computedMcg(drug, time.from, time.to),
      0,
    );
    let more = 0;
    for (const { from: since, to: until, shownMlPerDay } of this.reported) {
      const [start, end] = [Math.max(from, since), Math.min(to, until)];
      if (end <= start) continue;
      const computed = this.computedMcg(drug, start, end);
      const shown = ((shownMlPerDay * (end - start)) / DAY_MS) * this.heldMcgPerMl(stretch, drug);
      less += Math.max(0, computed - shown);
      more += Math.max(0, shown - computed);
    }
    const { status, disagreement } = this.byVolume(stretch);
    if (disagreement) {
      const mcgPerMl = this.highestMcgPerMl(stretch, drug, from, to);
      less += disagreement.lessMl * mcgPerMl;
      more += disagreement.moreMl * mcgPerMl;
    }
    if (status === 'unconfirmed')
      more += mostMl(this.unreadIn(from, to)) * this.highestMcgPerMl(stretch, drug, from, to);
    return { doseMcg, lowMcg: Math.max(0, doseMcg - less), highMcg: doseMcg + more };
  }

  private worthOf({ from, to, stretch }: Part): Worth {
    const { status, causes } = this.byVolume(stretch);
    const unread = this.unreadIn(from, to);
    return { status, because: [...causes, ...(unread.length > 0 ? [unreadCause(unread)] : [])] };
  }

  /** What the volumes at both ends of a stretch say of it. */
  private byVolume(stretch: Stretch | undefined): {
    readonly status: DeliveryStatus;
    readonly causes: readonly Cause[];
    readonly disagreement?: Disagreement;
  } {
    if (!stretch) return { status: 'confirmed', causes: [] };
    const { movedMl, expectedMl, start, end, refuted, endedBy, beganBy } = stretch;
    if (movedMl === undefined) return { status: 'unconfirmed', causes: [] };
    const volumes = endedBy === undefined ? [beganBy] : [beganBy, endedBy];
    if (agrees(movedMl, expectedMl))
      return {
        status: 'confirmed',
        causes:
          refuted.length === 0
            ? []
            : [
                {
                  code: 'STALL_REFUTED',
                  from: start,
                  to: end,
                  detail:
                    'the volume that was found agrees only if the pump ran: the stall or alarm counts as over',
                  eventIds: [...refuted, ...volumes],
                },
              ],
      };
    const differenceMl = Math.abs(movedMl - expectedMl);
    if (movedMl > expectedMl && this.unreadExplain(stretch, movedMl, expectedMl))
      return { status: 'unconfirmed', causes: [] };
    const isSlowed = stretch.factor !== 1;
    const cause: Cause = {
      code: 'VOLUME_DISAGREES',
      from: start,
      to: end,
      detail: `by the volumes the pump moved ${sixDigits(movedMl)} mL, by computation ${sixDigits(expectedMl)} mL`,
      eventIds: volumes,
    };
    return {
      status: 'contradicted',
      causes: [cause],
      disagreement: {
        cause,
        lessMl: isSlowed || movedMl < expectedMl ? differenceMl : 0,
        moreMl: isSlowed || movedMl > expectedMl ? differenceMl : 0,
      },
    };
  }

  private unreadExplain({ start, end }: Stretch, movedMl: number, expectedMl: number): boolean {
    const unreadMl = mostMl(this.unreadIn(start, end));
    const askedMl = Math.min(unreadMl, movedMl - expectedMl);
    return askedMl > 0 && agrees(movedMl, expectedMl + askedMl);
  }

  private unreadIn(from: Instant, to: Instant): UnreadTime[] {
    return within(this.unread, from, to);
  }

  private contradictionsIn(from: Instant, to: Instant): Cause[] {
    return [...this.unreliable, ...this.reported.map(withoutFlow)].filter((cause) =>
      overlaps(cause, from, to),
    );
  }

  /** The times in which nothing is to be relied on, each once. */
  private unreliableIn(from: Instant, to: Instant): { from: Instant; to: Instant }[] {
    const times: { from: Instant; to: Instant }[] = [];
    const lost = this.unreliable.filter(({ code }) => code !== 'FLOW_UNKNOWN');
    for (const time of within(lost, from, to).toSorted((a, b) => a.from - b.from)) {
      const last = times.at(-1);
      if (last && time.from <= last.to) last.to = Math.max(last.to, time.to);
      else times.push({ from: time.from, to: time.to });
    }
    return times;
  }

  private computedMcg(drug: string, from: Instant, to: Instant): number {
    const { delivery, site } = this;
    const layers = site === 'tip' ? delivery.tip : delivery.reservoir;
    if (!delivery.drugs.has(drug) || to <= from) return 0;
    return (
      pumpedMcg(delivery, layers, drug, from, to) + (site === 'tip' ? jumpedMcg(delivery, drug, from, to) : 0)
    );
  }

  private heldMcgPerMl(stretch: Stretch | undefined, drug: string): number {
    return stretch ? concentrationOf(stretch.fill.fluid, drug) : 0;
  }

  /** At the reservoir what it holds, at the tip the highest that reservoir or path holds in that time. */
  private highestMcgPerMl(stretch: Stretch | undefined, drug: string, from: Instant, to: Instant): number {
    const held = this.heldMcgPerMl(stretch, drug);
    if (this.site === 'reservoir') return held;
    const inPath = pathsBetween(this.delivery, from, to)
      .flatMap(({ tubing, catheter }) => [...(tubing?.slices ?? []), ...(catheter?.slices ?? [])])
      .map(({ fluid }) => (fluid.kind === 'unknown' ? 0 : concentrationOf(fluid, drug)));
    return inPath.reduce((most, one) => Math.max(most, one), held);
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

const within = <Time extends { readonly from: Instant; readonly to: Instant }>(
  times: readonly Time[],
  from: Instant,
  to: Instant,
): Time[] =>
  times
    .filter((time) => overlaps(time, from, to))
    .map((time) => ({ ...time, from: Math.max(from, time.from), to: Math.min(to, time.to) }));

const mostMl = (times: readonly UnreadTime[]): number =>
  times.reduce((sum, { from, to, mostMlPerMs }) => sum + mostMlPerMs * (to - from), 0);

const withoutFlow = ({ code, from, to, detail, eventIds }: Cause): Cause => ({
  code,
  from,
  to,
  detail,
  eventIds,
});

const unreadCause = (times: readonly UnreadTime[]): Cause => ({
  code: 'PATIENT_BOLUSES_UNREAD',
  from: times[0]!.from,
  to: times.at(-1)!.to,
  detail: 'the patient may have asked for boluses that nobody read; the program alone is counted',
  eventIds: [...new Set(times.map(({ segment }) => segment.program!.eventId))],
});

const inOrder = (causes: readonly Cause[]): Cause[] => causes.toSorted((a, b) => a.from - b.from);
