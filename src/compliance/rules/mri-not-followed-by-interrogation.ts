import { therapyEnd } from '../facts/therapy-end.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { changesPump } from '../facts/hardware-changes.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type Finding, type Rule, finding } from './finding.js';

/** After a magnet nobody read the pump, whose rotor may have stayed where it stood. */
export const mriNotFollowedByInterrogation: Rule = ({ events, delivery, time, policy }) => {
  const ended = therapyEnd(delivery)?.at ?? Number.POSITIVE_INFINITY;
  const hours = policy.mriInterrogationHours.value;
  const withinMs = hours * HOUR_MS;
  const found: Finding[] = [];
  const pumps = pumpInPlace(events);
  let next: ActingEvent | undefined;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index]!;
    if (event.type === 'PumpInterrogated') next = event;
    if (event.type !== 'MriPerformed' || !pumps[index]) continue;
    const wasRead = next !== undefined && next.earliest <= event.latest + withinMs;
    if (wasRead || ended <= event.latest + withinMs || !time.hasCome(event.latest + withinMs)) continue;
    found.push(
      finding({
        code: 'MRI_NOT_FOLLOWED_BY_INTERROGATION',
        at: event.at,
        detail: `no interrogation is recorded within ${hours} h after the magnet: a rotor that stayed where it stood cannot be excluded`,
        confidence: 'possible',
        settledBy: 'the pump’s log of stalls and recoveries',
        eventIds: [event.id],
      }),
    );
  }
  return found;
};

/** For each event whether a pump is in place after it. */
function pumpInPlace(events: readonly ActingEvent[]): boolean[] {
  let isInPlace = false;
  return events.map((event) => {
    if (changesPump(event)) isInPlace = event.type !== 'PumpExplanted';
    return isInPlace;
  });
}
