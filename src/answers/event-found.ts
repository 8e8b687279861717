import type { Sealed } from '../therapy/envelope.js';
import { type EffectiveContent, effectiveContents, originalOf } from '../therapy/timeline.js';
import { UnknownEvent } from './errors.js';

export interface EventFound {
  /** The event itself. */
  readonly asked: Sealed;
  /** The original event; of a correction or void, the event that it finally refers to. */
  readonly recorded: Sealed;
  /** What it says after all corrections; undefined where it counts as never recorded. */
  readonly now?: EffectiveContent;
}

/** @throws UnknownEvent */
export function eventIn(events: readonly Sealed[], eventId: string): EventFound {
  const find = (id: string) => events.find((event) => event.id === id);
  const asked = find(eventId);
  if (!asked) throw new UnknownEvent(eventId);
  const recorded = originalOf(asked, find);
  return { asked, recorded, now: effectiveContents(events).find(({ id }) => id === recorded.id) };
}
