import type { Content } from './envelope.js';
import { type DataClass, type Shape, shapeOf } from './events/fields/nested.js';
import { personalProperties } from './events/fields/personal.js';
import { eventTypes } from './events/index.js';
import { StatedSource } from './events/values/stated-source.js';
import { pointerTo } from '../faults/field-error.js';
import { type JsonObject, isJsonObject } from './json.js';

export { Personal } from './events/fields/personal.js';

/** Where a personal value stands. */
export interface PersonalPlace {
  readonly name: string;
  readonly pointer: string;
  /** The name of the member of staff whose it is; undefined where it is the patient’s. */
  readonly person?: string;
}

/** What stands in place of a personal value; undefined leaves it out. */
export type Replace = (value: unknown, at: PersonalPlace) => unknown;

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

/** A property that holds a personal value. */
interface PersonalProperty {
  readonly kind: 'personal';
  readonly namedBy?: readonly string[];
}

type Property = Shape | PersonalProperty | undefined;

const shapes = new Map<DataClass, Map<string, Property>>();

/** Looked up once for each property of a class: metadata are dear. */
function propertyOf(dataClass: DataClass, name: string): Property {
  const known = shapes.get(dataClass) ?? new Map<string, Property>();
  if (known.size === 0) shapes.set(dataClass, known);
  if (!known.has(name)) {
    const whose = personalProperties(dataClass).get(name);
    known.set(name, whose ? { kind: 'personal', ...whose } : shapeOf(dataClass, name));
  }
  return known.get(name);
}

function replacedIn(value: unknown, dataClass: DataClass, at: string, replace: Replace): unknown {
  if (!isJsonObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const property = propertyOf(dataClass, name);
    const kept =
      property?.kind === 'personal'
        ? replace(member, { name, pointer: pointerTo(at, name), ...personIn(value, property) })
        : property
          ? replacedInShape(member, property, pointerTo(at, name), replace)
          : member;
    if (kept !== undefined) copy[name] = kept;
  }
  return copy;
}

const personIn = (value: JsonObject, { namedBy }: PersonalProperty): Pick<PersonalPlace, 'person'> =>
  namedBy === undefined ? {} : { person: namedBy.map((name) => String(value[name])).join('#') };

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
