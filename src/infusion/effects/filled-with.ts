import type { EventId } from '../../therapy/envelope.js';
import type { FilledWith } from '../../therapy/events/values/filled-with.js';
import type { Fluid } from '../fluid.js';
import type { Pumping } from '../pumping.js';

/** What a part of the path holds when it is put in place: by `solution` what the reservoir holds, or will be filled with. */
export function broughtBy(pumping: Pumping, origin: EventId, filledWith: FilledWith | undefined): Fluid {
  if (filledWith !== 'solution') return { kind: 'drug-free', origin };
  return pumping.now.fill?.fluid ?? { kind: 'drug-free', origin, awaitsFill: true };
}
