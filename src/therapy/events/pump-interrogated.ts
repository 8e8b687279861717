import { ApiProperty } from '@nestjs/swagger';
import { isJsonObject, openValueErrors } from '../json.js';
import { eventType } from './event-type.js';
import { LIMITS, MAX_ITEMS } from './fields/limits.js';
import { Nested, Optional, OwnErrors } from './fields/nested.js';
import { Quantity } from './fields/numbers.js';
import { Personal } from './fields/personal.js';
import { ChoiceList } from './fields/texts.js';
import { ALARMS, type Alarm } from './values/alarm.js';
import { Shows } from './values/shows.js';

/** The programmer read the pump. */
export class PumpInterrogated {
  /** What the programmer showed, by its own names: an open object of at most 32 levels. */
  @Personal()
  @Optional()
  @OwnErrors((value, at) =>
    isJsonObject(value) ? openValueErrors(value, at) : [{ pointer: at, detail: 'must be an object' }],
  )
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly displayed?: Readonly<Record<string, unknown>>;

  /** The alarms that it listed. */
  @Optional()
  @ChoiceList(ALARMS, MAX_ITEMS)
  readonly alarms?: readonly Alarm[];

  /** The pump's clock minus the true time, minutes; -43,200 to 43,200 (contract: 30 days). */
  @Optional()
  @Quantity(LIMITS.clockOffsetMinutes)
  readonly clockOffsetMinutes?: number;

  /** What it showed, in the words of this record: it is compared with the program in force, and acts. */
  @Optional()
  @Nested(Shows)
  readonly shows?: Shows;
}

export const pumpInterrogated = eventType(
  'PumpInterrogated',
  PumpInterrogated,
  'The programmer read the pump. What it shows is compared with the record, and acts where they differ.',
  {
    occurredAt: '2024-03-05T08:30:00+01:00',
    data: {
      displayed: { mode: 'Simple Continuous', dailyDose: '100.0 mcg/day', reservoirVolume: '39.4 mL' },
      alarms: [],
      clockOffsetMinutes: -2,
      shows: {
        mode: 'simple-continuous',
        dailyDoseMcg: 100,
        drug: 'baclofen',
        concentrationMcgPerMl: 500,
        reservoirVolumeMl: 39.4,
        softwareVersion: '2.0',
      },
    },
  },
);
