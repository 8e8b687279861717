import type { Delivery } from '../../infusion/delivery.js';
import { programmedDailyMcg } from '../../infusion/program.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import { datedOf } from './dated.js';
import { DRAWN, type Drawn } from './drawn.js';
import type { Pin } from './therapy-timeline.js';

/** What happened to the therapy, but for the grades, which are `scores`. */
export function pinsOf(events: readonly ActingEvent[], delivery: Delivery): Pin[] {
  const programs = dailyDoses(delivery);
  return events.flatMap((event) => pinOf(event, programs.get(event.id)) ?? []);
}

function pinOf<Name extends EventTypeName>(
  event: Acting<Name>,
  dailyMcg: number | undefined,
): Pin | undefined {
  const drawn: Drawn<Name> | undefined = DRAWN[event.type];
  if (!drawn) return undefined;
  const note = drawn.note?.(event.data);
  return {
    ...datedOf(event),
    type: event.type,
    kind: drawn.kind,
    words: drawn.words(event.data, dailyMcg),
    ...(note !== undefined && { note }),
  };
}

function dailyDoses({ segments }: Delivery): ReadonlyMap<string, number> {
  const doses = new Map<string, number>();
  for (const { program } of segments)
    if (program && !doses.has(program.eventId)) doses.set(program.eventId, programmedDailyMcg(program));
  return doses;
}
