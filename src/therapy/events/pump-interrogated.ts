import { ApiProperty } from '@nestjs/swagger';
import { isJsonObject, openValueErrors } from '../json.js';
import { eventType } from './event-type.js';
import { LIMITS, MAX_ITEMS } from './fields/limits.js';
import { Optional, OwnErrors } from './fields/nested.js';
import { Quantity } from './fields/numbers.js';
import { Personal } from './fields/personal.js';
import { ChoiceList } from './fields/texts.js';
import { ALARMS, type Alarm } from './values/alarm.js';

/** The programmer read the pump; nothing was changed. */
export class PumpInterrogated {
  /** What the programmer showed, by its own names: an open object of at most 32 levels. */
  @Personal()
  @OwnErrors((value, at) =>
    isJsonObject(value) ? openValueErrors(value, at) : [{ pointer: at, detail: 'must be an object' }],
  )
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly displayed: Readonly<Record<string, unknown>>;

  /** The alarms that it listed. */
  @Optional()
  @ChoiceList(ALARMS, MAX_ITEMS)
  readonly alarms?: readonly Alarm[];

  /** The pump's clock minus the true time, minutes; -43,200 to 43,200 (contract: 30 days). */
  @Optional()
  @Quantity(LIMITS.clockOffsetMinutes)
  readonly clockOffsetMinutes?: number;
}

export const pumpInterrogated = eventType(
  'PumpInterrogated',
  PumpInterrogated,
  'The programmer read the pump. Nothing was changed by it.',
  {
    occurredAt: '2024-03-05T08:30:00+01:00',
    data: {
      displayed: { mode: 'Simple Continuous', dailyDose: '100.0 mcg/day', reservoirVolume: '39.4 mL' },
      alarms: [],
      clockOffsetMinutes: -2,
    },
  },
);
