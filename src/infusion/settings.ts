import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import { type ActiveAlarm, alarmsAfter } from './alarms.js';

import type { Step } from './effects.js';
import type { Slice } from './fluid.js';
import type { Tube } from './fluid-path.js';
import {
  type CatheterNow,
  type ProgramNow,
  type PumpNow,
  type ReservoirNow,
  catheterNow,
  contentOf,
  programNow,
  pumpNow,
} from './pump-state.js';
import type { Pumping } from './pumping.js';
import { Course, stepsInOrder } from './replay.js';

/** What is in place, in it and set at one moment: what differs between two moments of one instant was changed. */
export interface Settings {
  readonly pump: PumpNow | null;
  readonly catheter: CatheterNow | null;
  readonly reservoir: Pick<
    ReservoirNow,
    'drug' | 'concentrationMcgPerMl' | 'with' | 'estimatedVolumeMl' | 'alarmVolumeMl'
  > | null;
  readonly program: ProgramNow | null;
  /** Until when a bolus replaces the program, where one does. */
  readonly bolusUntil: Instant | null;
  /** From the pump to the tip; null where there is no such part of the path, or its volume is not known. */
  readonly path: { readonly tubing: readonly Slice[] | null; readonly catheter: readonly Slice[] | null };
  readonly alarms: readonly ActiveAlarm[];
}

/** The settings as an event found them and as it left them. */
export interface SettingsAround {
  readonly before: Settings;
  readonly after: Settings;
}

/**
 * What some events found and left, each in its place among those that act at the same instant.
 * @param events in the order in which they act
 */
export function settingsAround(
  events: readonly ActingEvent[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<EventId, SettingsAround> {
  const found = new Map<EventId, SettingsAround>();
  const course = new Course();
  const { pumping } = course;
  const steps = stepsInOrder(events);
  let next = 0;
  const until = (isDone: (step: Step) => boolean) => {
    while (next < steps.length && !isDone(steps[next]!)) course.follow(steps[next++]!);
  };
  let alarms: readonly ActiveAlarm[] = [];
  events.forEach((event, index) => {
    if (found.size === wanted.size) return;
    const isWanted = wanted.has(event.id);
    const isOwn = (step: Step) => step.event.id === event.id && step.at === event.at;
    const isLater = (step: Step) => step.at > event.at || events.indexOf(step.event, index) > index;
    if (isWanted) {
      until((step) => isOwn(step) || isLater(step));
      pumping.advance(event.at);
    }
    const before = isWanted ? settingsOf(pumping, alarms, event.at) : undefined;
    until(isLater);
    alarms = alarmsAfter(alarms, event);
    if (before) found.set(event.id, { before, after: settingsOf(pumping, alarms, event.at) });
  });
  return found;
}

const slicesOf = (tube: Tube | undefined): readonly Slice[] | null =>
  tube?.volumeMl === undefined ? null : tube.slices.toReversed();

function settingsOf(pumping: Pumping, alarms: readonly ActiveAlarm[], at: Instant): Settings {
  const { pump, fill, program, bolus, tubing, catheter } = pumping.now;
  const now = { pump, program, halt: pumping.halt };
  return {
    pump: pumpNow(now),
    catheter: catheterNow(pumping.catheters.at(-1)),
    reservoir:
      pump && fill
        ? {
            ...contentOf(fill.fluid),
            estimatedVolumeMl: pumping.heldMl,
            alarmVolumeMl: fill.alarmVolumeMl,
          }
        : null,
    program: programNow(now, at),
    bolusUntil: bolus && bolus.until > at ? bolus.until : null,
    path: {
      tubing: slicesOf(tubing),
      catheter: slicesOf(catheter),
    },
    alarms,
  };
}
