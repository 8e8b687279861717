import type { Delivery } from '../infusion/delivery.js';
import { catheterModel, pumpModel } from '../infusion/devices.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId } from '../therapy/envelope.js';
import type { Placed } from '../therapy/placement.js';
import type { AssumptionCode } from './assumption-catalogue.js';
import type { AuditTime } from './audit-time.js';
import { unverifiedTimes } from './doubt/verification.js';
import { actsOnDelivery } from '../infusion/effects.js';

export interface Assumption {
  readonly code: AssumptionCode;
  readonly detail: string;
  readonly eventIds: readonly EventId[];
}

/** What an answer takes for granted because the record does not say it. */
export function assumptionsOf(
  events: readonly ActingEvent[],
  delivery: Delivery,
  { acting: known, impossible }: Placed,
  time: AuditTime,
): Assumption[] {
  return [
    ...pathAssumptions(events),
    ...residualAssumptions(delivery, events, time),
    ...delivery.disturbances
      .filter(({ at }) => time.hasCome(at))
      .map(({ eventId }): Assumption => ({
        code: 'MOVED_VOLUME_NOT_RECORDED',
        detail:
          'fluid was drawn from or pushed into the catheter and no volume is recorded: nothing was moved in the calculation',
        eventIds: [eventId],
      })),
    ...unverifiedTimes(known)
      .filter(({ from }) => time.hasCome(from))
      .map(({ eventId }): Assumption => ({
        code: 'CATHETER_UNVERIFIED',
        detail:
          'a study found the catheter faulty: until its replacement the true dose at the tip lies between 0 and the answer',
        eventIds: [eventId],
      })),
    ...dateAssumptions(events),
    ...impossible.map(({ event, reason }): Assumption => ({
      code: 'EVENT_WITHOUT_EFFECT',
      detail: `${event.type} has no effect as the record stands: ${reason.detail}`,
      eventIds: [event.id],
    })),
  ];
}

function pathAssumptions(events: readonly ActingEvent[]): Assumption[] {
  return events.flatMap((event): Assumption[] => {
    const about = (code: AssumptionCode, detail: string): Assumption[] => [
      { code, detail, eventIds: [event.id] },
    ];
    switch (event.type) {
      case 'PumpImplanted': {
        const model = pumpModel(event.data.model);
        if (event.data.tubingVolumeMl !== undefined) return [];
        if (!model)
          return about(
            'PATH_VOLUME_UNKNOWN',
            `no tubing volume is recorded, and the model ${event.data.model} is not known`,
          );
        const { value, source, certainty } = model.tubingVolumeMl;
        return about('TUBING_VOLUME_FROM_MODEL', `${value} mL for ${model.name} (${source}; ${certainty})`);
      }
      case 'CatheterImplanted':
        return catheterAssumption(event.data, about);
      case 'CatheterReplaced':
        return catheterAssumption(event.data.catheter, about);
      case 'PumpReprogrammed':
        return event.data.program.mode === 'minimum-rate' ? minimumRateAssumption(events, event, about) : [];
      default:
        return [];
    }
  });
}

type About = (code: AssumptionCode, detail: string) => Assumption[];

function catheterAssumption(
  data: { model: string; volumeMl?: number; implantedLengthCm?: number },
  about: About,
): Assumption[] {
  if (data.volumeMl !== undefined) return [];
  const model = catheterModel(data.model);
  if (!model || (data.implantedLengthCm === undefined && !model.fullLengthCm))
    return about('PATH_VOLUME_UNKNOWN', `neither volume nor length is recorded for a catheter ${data.model}`);
  const perCm = `${model.volumePerCmMl.value} mL/cm (${model.volumePerCmMl.source}; ${model.volumePerCmMl.certainty})`;
  if (data.implantedLengthCm !== undefined)
    return about('CATHETER_VOLUME_FROM_LENGTH', `${data.implantedLengthCm} cm at ${perCm}`);
  const { value, source, certainty } = model.fullLengthCm!;
  return about(
    'CATHETER_TAKEN_AS_UNTRIMMED',
    `the implanted length is not recorded: ${value} cm (${source}; ${certainty}) at ${perCm}`,
  );
}

function minimumRateAssumption(
  events: readonly ActingEvent[],
  event: ActingEvent,
  about: About,
): Assumption[] {
  const pump = events.findLast((other) => other.type === 'PumpImplanted' && other.at <= event.at);
  const model = pump?.type === 'PumpImplanted' ? pumpModel(pump.data.model) : undefined;
  if (!model)
    return about('MINIMUM_RATE_UNKNOWN', 'the pump model is not known: its minimum rate is taken as no flow');
  const { value, source, certainty } = model.minimumRateMlPerDay;
  return about('MINIMUM_RATE_FROM_MODEL', `${value} mL/day for ${model.name} (${source}; ${certainty})`);
}

function residualAssumptions(
  delivery: Delivery,
  events: readonly ActingEvent[],
  time: AuditTime,
): Assumption[] {
  const rinsed = new Set(
    events.filter((event) => event.type === 'DrugSwitched' && event.data.rinsed).map(({ id }) => id),
  );
  return delivery.moments.flatMap(({ at, eventId, foundFill, leftFill }): Assumption[] =>
    time.hasCome(at) &&
    foundFill &&
    leftFill &&
    foundFill !== leftFill &&
    foundFill.fluid.drug !== leftFill.fluid.drug &&
    !rinsed.has(eventId)
      ? [
          {
            code: 'RESIDUAL_LEFT_OUT',
            detail: `what was left of ${foundFill.fluid.drug} in the reservoir is not counted, and no rinse is recorded`,
            eventIds: [eventId],
          },
        ]
      : [],
  );
}

function dateAssumptions(events: readonly ActingEvent[]): Assumption[] {
  const dated = events.filter((event) => event.latest > event.earliest && actsOnDelivery(event));
  return dated.length === 0
    ? []
    : [
        {
          code: 'DATES_ARE_INTERVALS',
          detail: 'computed as if each acted at the first instant of its interval at which it is possible',
          eventIds: dated.map(({ id }) => id),
        },
      ];
}
