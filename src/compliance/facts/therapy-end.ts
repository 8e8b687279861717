import type { Delivery, PathMoment } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';

/** The end of a therapy after which nothing flows; undefined where there is none that stands. */
export const therapyEnd = ({ moments }: Pick<Delivery, 'moments'>): PathMoment | undefined =>
  moments.find(({ type }) => type === 'TherapyEnded');

/** What says something of a pump that may still run after the end: of a therapy that has ended it says nothing. */
const OF_THE_PUMP: readonly ActingEvent['type'][] = [
  'PumpExplanted',
  'PumpReprogrammed',
  'ReservoirEmptied',
  'ReservoirVolumeChecked',
  'PumpInterrogated',
  'PumpAlarmRaised',
  'MotorStallDetected',
  'MotorStallRecovered',
];

/** What happened, without what happened to the pump after the therapy had ended. */
export function untilTheEnd(events: readonly ActingEvent[], delivery: Delivery): readonly ActingEvent[] {
  const end = therapyEnd(delivery);
  if (!end) return events;
  const index = events.findIndex(({ id }) => id === end.eventId);
  return events.filter((event, place) => place <= index || !OF_THE_PUMP.includes(event.type));
}
