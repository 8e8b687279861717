import type { Content } from './envelope.js';
import { type DataClass, type Shape, shapeOf } from './events/fields/nested.js';
import { personalProperties } from './events/fields/personal.js';
import { eventTypes } from './events/index.js';
import { StatedSource } from './events/values/stated-source.js';
import { pointerTo } from '../faults/field-error.js';
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

const shapes = new Map<DataClass, Map<string, Shape | 'personal' | undefined>>();

/** Looked up once for each property of a class: metadata are dear. */
function propertyOf(dataClass: DataClass, name: string): Shape | 'personal' | undefined {
  const known = shapes.get(dataClass) ?? new Map<string, Shape | 'personal' | undefined>();
  if (known.size === 0) shapes.set(dataClass, known);
  if (!known.has(name))
    known.set(name, personalProperties(dataClass).has(name) ? 'personal' : shapeOf(dataClass, name));
  return known.get(name);
}

function replacedIn(value: unknown, dataClass: DataClass, at: string, replace: Replace): unknown {
  if (!isJsonObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const property = propertyOf(dataClass, name);
    const kept =
      property === 'personal'
        ? replace(member, { name, pointer: pointerTo(at, name) })
        : property
          ? replacedInShape(member, property, pointerTo(at, name), replace)
          : member;
    if (kept !== undefined) copy[name] = kept;
  }
  return copy;
}

function replacedInShape(value: unknown, shape: Shape, at: string, replace: Replace): unknown {
  switch (shape.kind) {
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
    case 'own':
      return value;
    default:
      return shape satisfies never;
  }
}
