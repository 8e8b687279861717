import { HOUR_MS } from '../../infusion/schedule.js';
import { eventsById } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { showInstant } from '../show.js';
import { standstills } from '../dose/standstills.js';
import { type Rule, finding } from './finding.js';

/** The rotor stood so long that its tube may have kept the form, and then ran again. */
export const tubeSetRisk: Rule = (context) => {
  const limitMs = context.policy.tubeSetHours.value * HOUR_MS;
  const events = eventsById(context);
  return standstills(context).flatMap(({ start, startedBy, end }) => {
    if (end?.by !== 'running' || end.at - start <= limitMs) return [];
    const stopped = startedBy && events.get(startedBy);
    const ran = end.eventId && events.get(end.eventId);
    const shortest = (ran?.earliest ?? end.at) - (stopped?.latest ?? start);
    return [
      finding({
        code: 'TUBE_SET_RISK',
        at: end.at,
        about: String(start),
        detail: `the rotor stood from ${showInstant(start)} for ${sixDigits((end.at - start) / HOUR_MS)} h, more than ${context.policy.tubeSetHours.value} h, and ran again: until a volume check nobody can tell what the pump moves`,
        confidence: shortest > limitMs ? 'certain' : 'possible',
        settledBy: 'a volume check after the pump ran for a while',
        eventIds: [end.eventId, startedBy],
      }),
    ];
  });
};
