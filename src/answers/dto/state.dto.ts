import { ApiProperty } from '@nestjs/swagger';
import type { ProgramNow, ReservoirNow } from '../../infusion/pump-state.js';
import type { StateFound } from '../doses.js';
import { worthAnswer } from '../form/delivery.js';
import { WorthDto } from './delivery.dto.js';
import { AssumptionDto } from './assumption.dto.js';
import { assumptionAnswers } from '../form/assumption.js';
import { instantText, instantTextOrNull } from './instants.js';

export class PumpDto {
  /** The implant. */
  eventId: string;
  @ApiProperty({ format: 'date-time' })
  implantedAt: string;
  manufacturer: string;
  model: string;
  serialNumber?: string;
  udi?: string;
  reservoirCapacityMl: number;
  /** Null where it is neither recorded nor known for the model. */
  tubingVolumeMl: number | null;
  nonExtractableVolumeMl: number;
  replacementDueOn?: string;
  activity:
    | 'running'
    | 'stopped'
    | 'not-programmed'
    | 'motor-stall'
    | 'reservoir-empty'
    | 'reservoir-emptied'
    | 'end-of-service'
    | 'therapy-ended';
}

export class CatheterDto {
  /** The implant or replacement. */
  eventId: string;
  @ApiProperty({ format: 'date-time' })
  implantedAt: string;
  model: string;
  lotNumber?: string;
  tipLevel?: string;
  implantedLengthCm?: number;
  /** Null where it is neither recorded nor known for the model. */
  volumeMl: number | null;
  volumeFrom: 'recorded' | 'implanted-length' | 'full-length' | 'unknown';
}

export class StrengthDto {
  /** By its known name. */
  drug: string;
  /** Where it was written otherwise at the fill. */
  recordedAs?: string;
  concentrationMcgPerMl: number;
}

export class ReservoirDto {
  /** The fill. */
  eventId: string;
  /** By its known name; `drug-free` where it holds none. */
  drug: string;
  /** Where it was written otherwise at the fill. */
  recordedAs?: string;
  /** Null where it holds no drug. */
  concentrationMcgPerMl: number | null;
  /** What is in the same solution beside it. */
  with?: StrengthDto[];
  @ApiProperty({ format: 'date-time' })
  filledAt: string;
  filledVolumeMl: number;
  estimatedVolumeMl: number;
  alarmVolumeMl: number;
  /** When the volume falls, or fell, to the alarm volume; null where it never will with what is set now. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lowAlarmAt: string | null;
  /** When it runs, or ran, empty. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  emptyAt: string | null;
}

export class RateDto {
  drug: string;
  /** At that instant. */
  rateMcgPerDay: number;
}

export class DeliveringDto {
  /** Null where nobody knows what flows. */
  @ApiProperty({ type: () => [RateDto], nullable: true })
  reservoir: RateDto[] | null;
  /** Null where that, or a volume of the fluid path is not known. */
  @ApiProperty({ type: () => [RateDto], nullable: true })
  tip: RateDto[] | null;
  /** False where the delivery at the tip is contradicted. */
  verified: boolean;
}

/** What the computed delivery is worth, of the stretch between known volumes in which the instant lies. */
export class StateDeliveryDto {
  reservoir: WorthDto;
  tip: WorthDto;
}

export class StandingAlarmDto {
  alarm: string;
  @ApiProperty({ format: 'date-time' })
  raisedAt: string;
  eventId: string;
}

/** The pump at an instant. What is not there, or not yet, is null. */
export class PumpStateDto {
  therapyId: string;
  @ApiProperty({ format: 'date-time' })
  asOf: string;
  @ApiProperty({ format: 'date-time' })
  knownAt: string;
  /** The last revision that was known. */
  @ApiProperty({ type: 'integer' })
  revision: number;
  @ApiProperty({ type: () => PumpDto, nullable: true })
  pump: PumpDto | null;
  @ApiProperty({ type: () => CatheterDto, nullable: true })
  catheter: CatheterDto | null;
  @ApiProperty({ type: () => ReservoirDto, nullable: true })
  reservoir: ReservoirDto | null;
  /** The program in force as it was recorded, with `eventId`, `programmedAt`, `dailyDoseMcg` (the day's mean). */
  @ApiProperty({
    type: 'object',
    nullable: true,
    required: ['mode', 'eventId', 'programmedAt', 'dailyDoseMcg', 'concentrationMcgPerMl'],
    properties: {
      mode: {
        type: 'string',
        enum: ['simple-continuous', 'periodic-bolus', 'flex', 'constant-flow', 'minimum-rate', 'stopped'],
      },
      eventId: { type: 'string' },
      programmedAt: { type: 'string', format: 'date-time' },
      dailyDoseMcg: { type: 'number' },
      concentrationMcgPerMl: { type: 'number', nullable: true },
      startsWithUntil: { type: 'string', format: 'date-time' },
    },
    additionalProperties: true,
  } as never)
  program: object | null;
  delivering: DeliveringDto;
  delivery: StateDeliveryDto;
  alarms: StandingAlarmDto[];
  assumptions: AssumptionDto[];
}

const reservoirAnswer = ({ with: further, ...reservoir }: ReservoirNow): ReservoirDto => ({
  ...reservoir,
  ...(further && { with: [...further] }),
  filledAt: instantText(reservoir.filledAt),
  lowAlarmAt: instantTextOrNull(reservoir.lowAlarmAt),
  emptyAt: instantTextOrNull(reservoir.emptyAt),
});

const programAnswer = ({ programmedAt, startsWithUntil, ...program }: ProgramNow): object => ({
  ...program,
  programmedAt: instantText(programmedAt),
  ...(startsWithUntil !== undefined && { startsWithUntil: instantText(startsWithUntil) }),
});

export function stateAnswer({ state, ...found }: StateFound): PumpStateDto {
  const { pump, catheter, reservoir, program, delivering, alarms } = state;
  return {
    therapyId: found.therapyId,
    asOf: instantText(found.asOf),
    knownAt: instantText(found.knownAt),
    revision: found.revision,
    pump: pump && { ...pump, implantedAt: instantText(pump.implantedAt) },
    catheter: catheter && { ...catheter, implantedAt: instantText(catheter.implantedAt) },
    reservoir: reservoir && reservoirAnswer(reservoir),
    program: program && programAnswer(program),
    delivering: {
      reservoir: delivering.reservoir && [...delivering.reservoir],
      tip: delivering.tip && [...delivering.tip],
      verified: found.delivery.tip.status !== 'contradicted',
    },
    delivery: { reservoir: worthAnswer(found.delivery.reservoir), tip: worthAnswer(found.delivery.tip) },
    alarms: alarms.map((alarm) => ({ ...alarm, raisedAt: instantText(alarm.raisedAt) })),
    assumptions: assumptionAnswers(found.assumptions),
  };
}
