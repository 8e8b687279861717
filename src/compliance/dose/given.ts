import type { Delivery } from '../../infusion/delivery.js';
import type { Site } from '../../infusion/dose.js';
import { type Fluid, concentrationOf } from '../../infusion/fluid.js';
import { DAY_MS, REST, type Schedule, dailyMl, isResting } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import { tipParts } from '../../infusion/tip-parts.js';
import type { EventId, Instant } from '../../therapy/envelope.js';

/** A time in which a drug is given by one schedule and at one strength. */
export interface Given {
  readonly start: Instant;
  /** Infinity of the last one. */
  readonly end: Instant;
  /** The tip; the reservoir where it is not known what leaves the tip. */
  readonly site: Site;
  readonly segment: Segment;
  /** What really flows; at the reservoir no bridge and no priming. */
  readonly schedule: Schedule;
  readonly mcgPerMl: number;
  /** The recorded event that it begins with. */
  readonly eventId: EventId | undefined;
}

/** What the tip gives of a drug, as far as it is known, else the reservoir; neighbours that give the same are one. */
export function givenOf(delivery: Delivery, drug: string): readonly Given[] {
  const { segments } = delivery;
  const all: Given[] = [];
  const add = (segment: Segment, fluid: Fluid | undefined, start: Instant, end: Instant) => {
    const isKnown = fluid !== undefined && fluid.kind !== 'unknown';
    const site: Site = isKnown ? 'tip' : 'reservoir';
    const mcgPerMl = concentrationOf(isKnown ? fluid : segment.fill?.fluid, drug);
    const flows = mcgPerMl > 0 && (isKnown || !clearsThePath(segment));
    const eventId = start === segment.start ? (segment.haltedBy ?? segment.eventId) : segment.fill?.eventId;
    push(all, { start, end, site, segment, schedule: flows ? segment.schedule : REST, mcgPerMl, eventId });
  };
  segments.forEach((segment, index) => {
    const end = segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    if (isResting(segment.schedule)) return add(segment, { kind: 'drug-free' }, segment.start, end);
    for (const part of tipParts(delivery, segment, end)) add(segment, part.fluid, part.start, part.end);
    return undefined;
  });
  return all;
}

/** Such a volume is not meant for the patient as a dose of its own. */
const clearsThePath = ({ activity, program }: Segment): boolean =>
  activity === 'starts-with' && program?.startsWith?.kind !== 'single';

function push(all: Given[], given: Given): void {
  const last = all.at(-1);
  const isSame =
    last &&
    (isResting(given.schedule)
      ? isResting(last.schedule)
      : last.schedule === given.schedule && last.mcgPerMl === given.mcgPerMl && last.site === given.site);
  if (isSame) all[all.length - 1] = { ...last, end: given.end };
  else all.push(given);
}

/** The mean that it gives, mcg/ms. */
export const meanMcgPerMs = ({ schedule, mcgPerMl }: Given): number =>
  isResting(schedule) ? 0 : (dailyMl(schedule) * mcgPerMl) / DAY_MS;

/** Where what it gives shows: of a change of flow at both sites; of what only arrives at the tip there alone. */
export const sitesOf = ({ site, start, segment }: Given, drug: string): readonly Site[] => {
  if (site === 'reservoir') return ['reservoir'];
  const isOfFlow = start === segment.start && concentrationOf(segment.fill?.fluid, drug) > 0;
  return isOfFlow ? ['reservoir', 'tip'] : ['tip'];
};
