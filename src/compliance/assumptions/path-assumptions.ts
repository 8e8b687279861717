import { type Delivery, NOT_RECORDED } from '../../infusion/delivery.js';
import { catheterModel, pumpModel } from '../../infusion/devices.js';
import type { PumpInPlace } from '../../infusion/segment.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import { NOT_OF_THE_SYSTEM, none } from '../../therapy/none.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import type { AssumptionCode } from './assumption-catalogue.js';
import { type Settlement, TUBING_VOLUME } from '../gaps/settlement.js';

/** What an answer takes for granted because the record does not say it. */
export interface Assumption {
  readonly code: AssumptionCode;
  readonly detail: string;
  readonly eventIds: readonly EventId[];
  /** What settles it, where its code alone does not tell. */
  readonly settledBy?: Settlement;
}

type Assumed = Pick<Assumption, 'code' | 'detail' | 'settledBy'>;
type Assumes<Name extends EventTypeName> = (event: Acting<Name>) => readonly (Assumed | undefined)[];

/** Does it leave open through what volume it flows, so that the calculation takes the model’s? */
const ASSUMES: { readonly [Name in EventTypeName]: Assumes<Name> | undefined } = {
  PumpImplanted: ({ data }) => [ofTubing(data)],
  PumpReplaced: ({ data }) => [ofTubing(data.pump)],
  TherapyTakenOver: ({ data }) => [ofTubing(data.pump), data.catheter && ofCatheter(data.catheter)],
  CatheterRevised: ({ data }) => [data.catheter && ofCatheter(data.catheter)],
  CatheterImplanted: ({ data }) => [ofCatheter(data)],
  CatheterReplaced: ({ data }) => [ofCatheter(data.catheter)],

  PumpExplanted: none,
  ReservoirEmptied: none,
  BolusGiven: none,
  TherapyEnded: none,
  CatheterStudied: none,
  CatheterAspirated: none,
  ReservoirRefilled: none,
  DrugSwitched: none,
  BolusTestPerformed: none,
  PumpReprogrammed: none,
  ReservoirVolumeChecked: none,
  PumpInterrogated: none,
  PumpAlarmRaised: none,
  MotorStallDetected: none,
  MotorStallRecovered: none,
  ...NOT_OF_THE_SYSTEM,
};

function assumedOf<Name extends EventTypeName>(event: Acting<Name>): readonly (Assumed | undefined)[] {
  const assumes: Assumes<Name> | undefined = ASSUMES[event.type];
  return assumes?.(event) ?? [];
}

/** @param events in the order in which they act */
export function pathAssumptions(events: readonly ActingEvent[], delivery: Delivery): Assumption[] {
  const ofFlow = flowsAssumed(delivery);
  const unnamed = delivery.catheters.find(({ data }) => data.model === NOT_RECORDED)?.eventId;
  return events.flatMap((event) =>
    [...assumedOf(event), event.id === unnamed ? NO_CATHETER_NAMED : undefined, ofFlow.get(event.id)].flatMap(
      (assumed) => (assumed ? [{ ...assumed, eventIds: [event.id] }] : []),
    ),
  );
}

const NO_CATHETER_NAMED: Assumed = {
  code: 'PATH_VOLUME_UNKNOWN',
  detail:
    'no catheter is named where the pump was taken over, and none is on record: its volume is not known',
};

/** What each program, by the event that set it, leaves open of what flows. */
function flowsAssumed({ segments }: Delivery): ReadonlyMap<EventId, Assumed> {
  const found = new Map<EventId, Assumed>();
  for (const { program, pump } of segments) {
    if (!program || !pump || found.has(program.eventId)) continue;
    if (program.program.mode === 'minimum-rate') found.set(program.eventId, ofMinimumRate(pump));
    else if (program.flowUnknown) found.set(program.eventId, STRENGTH_UNKNOWN);
  }
  return found;
}

const STRENGTH_UNKNOWN: Assumed = {
  code: 'FLOW_UNKNOWN',
  detail:
    'the program gives a dose and no strength, and the reservoir held no drug then: what flows is not known',
};

function ofTubing(data: { model: string; tubingVolumeMl?: number }): Assumed | undefined {
  if (data.tubingVolumeMl !== undefined) return undefined;
  const model = pumpModel(data.model);
  if (!model?.tubingVolumeMl)
    return {
      code: 'PATH_VOLUME_UNKNOWN',
      detail: `no tubing volume is recorded, and ${model ? `that of ${model.name}` : `the model ${data.model}`} is not known`,
      settledBy: TUBING_VOLUME,
    };
  const { value, source, certainty } = model.tubingVolumeMl;
  return {
    code: 'TUBING_VOLUME_FROM_MODEL',
    detail: `${value} mL for ${model.name} (${source}; ${certainty})`,
  };
}

function ofCatheter(data: {
  model: string;
  volumeMl?: number;
  implantedLengthCm?: number;
}): Assumed | undefined {
  if (data.volumeMl !== undefined) return undefined;
  const model = catheterModel(data.model);
  if (!model?.volumePerCmMl || (data.implantedLengthCm === undefined && !model.fullLengthCm))
    return {
      code: 'PATH_VOLUME_UNKNOWN',
      detail: `the volume of a catheter ${data.model} is neither recorded nor known from its model and length`,
    };
  const perCm = `${model.volumePerCmMl.value} mL/cm (${model.volumePerCmMl.source}; ${model.volumePerCmMl.certainty})`;
  if (data.implantedLengthCm !== undefined)
    return { code: 'CATHETER_VOLUME_FROM_LENGTH', detail: `${data.implantedLengthCm} cm at ${perCm}` };
  const { value, source, certainty } = model.fullLengthCm!;
  return {
    code: 'CATHETER_TAKEN_AS_UNTRIMMED',
    detail: `the implanted length is not recorded: ${value} cm (${source}; ${certainty}) at ${perCm}`,
  };
}

function ofMinimumRate({ data }: PumpInPlace): Assumed {
  const model = pumpModel(data.model);
  if (!model?.minimumRateMlPerDay)
    return {
      code: 'MINIMUM_RATE_UNKNOWN',
      detail: model
        ? `the minimum rate of ${model.name} is not known: nobody knows what flows`
        : 'the pump model is not known, nor its minimum rate: nobody knows what flows',
    };
  const { value, source, certainty } = model.minimumRateMlPerDay;
  return {
    code: 'MINIMUM_RATE_FROM_MODEL',
    detail: `${value} mL/day for ${model.name} (${source}; ${certainty})`,
  };
}
