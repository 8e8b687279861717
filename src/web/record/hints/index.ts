import type { DataClass } from '../../../therapy/events/fields/nested.js';
import { eventTypes, recordableNames } from '../../../therapy/events/index.js';
import { EVENT_HINTS } from './event-hints.js';
import type { Hint } from './hint.js';
import { VALUE_HINTS } from './value-hints.js';

const HINTS: ReadonlyMap<DataClass, Readonly<Record<string, Hint>>> = new Map([
  ...recordableNames.map((name) => [eventTypes[name].dataClass, EVENT_HINTS[name]] as const),
  ...VALUE_HINTS,
]);

/** Undefined where nobody decided: the frame around an event's data explains itself. */
export const hintFor = (dataClass: DataClass, name: string): Hint | undefined => HINTS.get(dataClass)?.[name];
