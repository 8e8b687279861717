import type { Content } from './envelope.js';
import { type DataClass, type Shape, shapeOf } from './events/fields/nested.js';
import { personalProperties } from './events/fields/personal.js';
import { eventTypes } from './events/index.js';
import { StatedSource } from './events/values/stated-source.js';
import { pointerTo } from './field-error.js';
import { type JsonObject, isJsonObject } from './json.js';

export { Personal } from './events/fields/personal.js';

/** What stands in place of a personal value; undefined leaves it out. */
export type Replace = (value: unknown, at: { readonly name: string; readonly pointer: string }) => unknown;

/** What of an event its author decides, each of which may hold personal values. */
export type WithPersonalValues = Pick<Content, 'type' | 'data' | 'source'>;

/**
 * A copy of an event's content, or of its whole envelope, in which each personal value is replaced; in order of the
 * members, `data` before `source`.
 */
export function replacePersonalValues<Event extends WithPersonalValues>(
  event: Event,
  replace: Replace,
): Event {
  return {
    ...event,
    data: replacedIn(event.data, eventTypes[event.type].dataClass, '/data', replace),
    source: replacedIn(event.source, StatedSource, '/source', replace),
  };
}

/** A copy of an event's content, or of its whole envelope, in which each personal value is left out. */
export const withoutPersonalValues = <Event extends WithPersonalValues>(event: Event): Event =>
  replacePersonalValues(event, () => undefined);

function replacedIn(value: unknown, dataClass: DataClass, at: string, replace: Replace): unknown {
  if (!isJsonObject(value)) return value;
  const personal = personalProperties(dataClass);
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const pointer = pointerTo(at, name);
    const kept = personal.has(name)
      ? replace(member, { name, pointer })
      : replacedInShape(member, shapeOf(dataClass, name), pointer, replace);
    if (kept !== undefined) members.push([name, kept]);
  }
  return Object.fromEntries(members);
}

function replacedInShape(value: unknown, shape: Shape | undefined, at: string, replace: Replace): unknown {
  switch (shape?.kind) {
    case 'object':
      return replacedIn(value, shape.of, at, replace);
    case 'list':
      return (value as readonly unknown[]).map((item, index) =>
        replacedIn(item, shape.of, pointerTo(at, index), replace),
      );
    case 'union': {
      const dataClass = shape.of.get(String((value as JsonObject)[shape.by]));
      return dataClass ? replacedIn(value, dataClass, at, replace) : value;
    }
    default:
      return value;
  }
}
