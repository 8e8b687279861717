import { type FieldError, pointerTo } from '../faults/field-error.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Half of a surrogate pair: no character, has no UTF-8, and RFC 8785 cannot carry it. */
export const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

export const LONE_SURROGATE = 'must not contain half of a surrogate pair (a lone U+D800 to U+DFFF)';

/** How deep an open object may be nested. */
export const MAX_OPEN_DEPTH = 32;

/** What is wrong with a value of which only that it is JSON is known; nothing where it can be recorded. */
export function openValueErrors(value: unknown, at: string, depth = 1): FieldError[] {
  if (typeof value === 'string')
    return hasLoneSurrogate(value) ? [{ pointer: at, detail: LONE_SURROGATE }] : [];
  if (typeof value === 'number')
    return Number.isFinite(value) ? [] : [{ pointer: at, detail: 'must be a number that a double can hold' }];
  if (typeof value === 'boolean' || value === null) return [];
  if (typeof value !== 'object') return [{ pointer: at, detail: 'must be a JSON value' }];
  if (depth > MAX_OPEN_DEPTH)
    return [{ pointer: at, detail: `must not be nested more than ${MAX_OPEN_DEPTH} levels deep` }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => openValueErrors(item, pointerTo(at, index), depth + 1));
  return Object.entries(value).flatMap(([name, item]) => {
    const pointer = pointerTo(at, name);
    if (name === '__proto__') return [{ pointer, detail: 'must not be named __proto__' }];
    if (hasLoneSurrogate(name)) return [{ pointer, detail: `its name ${LONE_SURROGATE}` }];
    return openValueErrors(item, pointer, depth + 1);
  });
}
