import { eventType } from './event-type.js';
import { Choice } from './fields/texts.js';
import { ALARMS, type Alarm } from './values/alarm.js';

/** The pump warned. */
export class PumpAlarmRaised {
  @Choice(ALARMS)
  readonly alarm: Alarm;
}

export const pumpAlarmRaised = eventType('PumpAlarmRaised', PumpAlarmRaised, 'The pump warned.', {
  occurredAt: '2024-05-20T07:00:00+02:00',
  data: { alarm: 'low-reservoir' },
});
