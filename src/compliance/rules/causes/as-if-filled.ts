import type { Delivery } from '../../../infusion/delivery.js';
import type { Content } from '../../../infusion/fluid.js';
import { replay } from '../../../infusion/replay.js';
import type { Acting, ActingEvent } from '../../../therapy/acting-event.js';
import { DRUG_FREE } from '../../../therapy/drug-free.js';
import type { EventId } from '../../../therapy/envelope.js';
import { type AuditContext, auditContext } from '../../context.js';
import { kept } from '../../kept.js';
import type { DryReservoir } from '../reservoir-ran-empty.js';

/** So much lasts until the next fill, whatever the flow. */
const PLENTY_ML = 10_000;

interface Replayed {
  readonly events: readonly ActingEvent[];
  readonly delivery: Delivery;
}

/** What an audit would look at had somebody filled reservoirs, just before they were computed dry, with what they held. */
export function asIfFilled(context: AuditContext, dry: readonly DryReservoir[]): AuditContext {
  const { time, policy, unverified } = context;
  const { events, delivery } = replayed(context, dry);
  return { ...auditContext(events, delivery, time, policy, []), unverified };
}

const known = kept<Replayed>();

/** Policies share what was replayed. */
const replayed = ({ acted, delivery }: AuditContext, dry: readonly DryReservoir[]): Replayed =>
  known(delivery, dry.map(({ course }) => course.fill.eventId).join(' '), () => {
    const events = dry.reduce(withFill, acted);
    return { events, delivery: replay(events).delivery };
  });

function withFill(events: readonly ActingEvent[], { course, segment }: DryReservoir): readonly ActingEvent[] {
  const at = Math.floor(segment.start);
  const { id, revision } = course.event;
  const filled: Acting<'ReservoirRefilled'> = {
    ...course.event,
    id: `${id} again` as EventId,
    revision,
    type: 'ReservoirRefilled',
    data: { ...solutionOf(course.fill.fluid), filledVolumeMl: PLENTY_ML },
    at,
    earliest: at,
    latest: at,
    precision: 'instant',
  };
  const place = events.findIndex((event) => event.at > at);
  return place < 0 ? [...events, filled] : events.toSpliced(place, 0, filled);
}

const solutionOf = (fluid: Content) =>
  fluid.kind === 'drug'
    ? {
        drug: fluid.drug,
        concentrationMcgPerMl: fluid.concentrationMcgPerMl,
        ...(fluid.with && { with: [...fluid.with] }),
      }
    : { drug: DRUG_FREE };
