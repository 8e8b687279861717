import { HOUR_MS } from '../../infusion/schedule.js';
import { showInstant } from '../show.js';
import { standstills } from '../dose/standstills.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { recordedIn } from '../dose/recorded.js';
import { type Rule, finding } from './finding.js';

/** The program is stopped, and nothing ran after it: neither by now nor until the pump was taken out. */
export const pumpLeftStopped: Rule = (context) => {
  const hours = context.policy.tubeSetHours.value;
  const { typeOf } = recordedIn(context.delivery);
  return standstills(context).flatMap(({ stoppedSince, end }) => {
    if (!stoppedSince || end?.by === 'running') return [];
    const at = stoppedSince.at + hours * HOUR_MS;
    if (end ? at >= end.at : !context.time.hasPassed(at)) return [];
    return [
      finding({
        code: 'PUMP_LEFT_STOPPED',
        at,
        detail: `the program is stopped since ${showInstant(stoppedSince.at)}, for more than ${hours} h, ${end ? `until ${ENDS[typeOf(end.eventId) ?? 'PumpExplanted'] ?? ''}${showInstant(end.at)}` : 'and goes on'}: a rotor that stands so long may deform its tube`,
        ...(end ? { confidence: 'certain' } : { confidence: 'likely', settledBy: 'interrogate the pump' }),
        eventIds: [stoppedSince.eventId, end?.eventId],
      }),
    ];
  });
};

/** What ended it, if not a program. */
const ENDS: Readonly<Partial<Record<ActingEvent['type'], string>>> = {
  PumpExplanted: 'the pump was explanted ',
  PumpReplaced: 'the pump was replaced ',
  TherapyEnded: 'the therapy ended ',
};
