import type { Scenario } from '../compliance/doubt/scenario.js';
import { unverifiedTimes } from '../compliance/doubt/verification.js';
import type { FaultyTime } from '../infusion/bounds/times.js';
import type { Worth } from '../infusion/bounds/cause.js';
import { type Bounds, DeliveryWorth } from '../infusion/bounds/delivery-worth.js';
import type { Delivery } from '../infusion/delivery.js';
import { type Site, isFlowKnown } from '../infusion/dose.js';
import type { EventId, Instant } from '../therapy/envelope.js';

/** What a delivery is worth in a time that was asked for. */
export interface WorthFound extends Worth {
  readonly from: Instant;
  readonly to: Instant;
}

/** A drug's dose in a stretch, mcg; null where nobody knows what flowed, or through what volume. */
export interface StretchDose {
  readonly drug: string;
  readonly doseMcg: number | null;
  readonly lowMcg: number | null;
  readonly highMcg: number | null;
}

/** From one known volume of the reservoir to the next. */
export interface StretchFound extends WorthFound {
  readonly site: Site;
  readonly eventIds: readonly EventId[];
  readonly doses: readonly StretchDose[];
}

/** Of what happened, as an audit was made of it. */
export const stretchesOf = ({ known, delivery }: Scenario): StretchesFound =>
  new StretchesFound(delivery, unverifiedTimes(known));

const SITES: readonly Site[] = ['reservoir', 'tip'];

/** The stretches of both sites until an instant; those that are over are worked out once. */
export class StretchesFound {
  private readonly worths: readonly (readonly [Site, DeliveryWorth])[];
  private readonly over = new Map<string, StretchFound>();

  constructor(
    private readonly delivery: Delivery,
    faulty: readonly FaultyTime[],
  ) {
    this.worths = SITES.map((site) => [site, new DeliveryWorth(delivery, site, faulty)]);
  }

  until(asOf: Instant): StretchFound[] {
    const begun = this.delivery.stretches.filter(({ start }) => start < asOf);
    return this.worths.flatMap(([site, worth]) =>
      begun.map((stretch, index): StretchFound => {
        const key = `${site} ${index}`;
        const before = this.over.get(key);
        const to = Math.min(stretch.end, asOf);
        if (before?.to === to) return before;
        const found = {
          site,
          from: stretch.start,
          to,
          eventIds: [stretch.beganBy, ...(stretch.endedBy ? [stretch.endedBy] : [])],
          ...worth.over(stretch.start, to),
          doses: this.doses(worth, stretch.start, to),
        };
        this.over.set(key, found);
        return found;
      }),
    );
  }

  private doses(worth: DeliveryWorth, from: Instant, to: Instant): StretchDose[] {
    const isKnown = isFlowKnown(this.delivery, from, to);
    return [...this.delivery.drugs]
      .map((drug) => ({ drug, ...worth.bounds(drug, from, to) }))
      .filter(({ doseMcg, highMcg }) => doseMcg !== 0 || highMcg !== 0)
      .map(({ drug, ...bounds }) => ({ drug, ...(isKnown ? orNull(bounds) : UNKNOWN) }));
  }
}

const UNKNOWN = { doseMcg: null, lowMcg: null, highMcg: null };

const orNull = (bounds: Bounds): Omit<StretchDose, 'drug'> =>
  Number.isNaN(bounds.doseMcg) ? UNKNOWN : bounds;
