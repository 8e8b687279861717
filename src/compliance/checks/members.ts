import { pointerTo } from '../../faults/field-error.js';
import { type JsonObject, isJsonObject } from '../../therapy/json.js';

export interface Member {
  readonly pointer: string;
  readonly object: JsonObject;
}

/** All objects in the data of an entry, with their pointers. */
export function objectsIn(value: unknown, pointer = '/data'): Member[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, pointerTo(pointer, index)));
  if (!isJsonObject(value)) return [];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    objectsIn(member, pointerTo(pointer, name)),
  );
  return [{ pointer, object: value }, ...inside];
}
