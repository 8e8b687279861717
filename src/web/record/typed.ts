import { isJsonObject } from '../../therapy/json.js';
import { pointerTo } from '../../faults/field-error.js';
import type { Field } from './fields.js';
import { linesOf } from './open-object.js';

/** What stands in the fields of a form, as texts in the shape of the fields. */
export type Typed = string | readonly string[] | TypedObject | readonly TypedObject[];
export interface TypedObject {
  readonly [name: string]: Typed;
}

/** The name of a variant's object within its union: no JSON pointer holds it, since a tilde there comes with 0 or 1. */
export const variantKey = (tag: string): string => `~${tag}`;

/** Stands alone where a list is known to be empty, as against not known. */
export const NONE = '';

export const isBlank = (typed: Typed): boolean =>
  typeof typed === 'string' ? typed.trim() === '' : Object.values(typed).every(isBlank) && !isNone(typed);

export const isNone = (typed: Typed): boolean => Array.isArray(typed) && typed[0] === NONE;

const objectOf = (fields: readonly Field[], of: (field: Field) => Typed): TypedObject =>
  Object.fromEntries(fields.map((field) => [field.name, of(field)]));

/** What was sent: each field under its JSON pointer. */
export const typedIn = (fields: readonly Field[], form: URLSearchParams, at = ''): TypedObject =>
  objectOf(fields, (field) => sentIn(field, form, pointerTo(at, field.name)));

function sentIn(field: Field, form: URLSearchParams, at: string): Typed {
  const text = (name: string) => (form.get(name) ?? '').replaceAll('\r\n', '\n');
  switch (field.kind) {
    case 'choices':
      return form.getAll(at);
    case 'when':
      return { at: text(at), earliest: text(`${at}/earliest`), latest: text(`${at}/latest`) };
    case 'group':
      return typedIn(field.fields, form, at);
    case 'list': {
      const rows = Array.from({ length: Math.min(rowsIn(form, at), field.maxItems) }, (_, row) =>
        typedIn(field.fields, form, pointerTo(at, row)),
      );
      // What is recorded leaves out blank rows: the pointers of the others must count without them.
      if (form.has(at) && rows.every(isBlank)) return [NONE];
      return rows.toSorted((a, b) => Number(isBlank(a)) - Number(isBlank(b)));
    }
    case 'union':
      return {
        [field.by]: text(pointerTo(at, field.by)),
        ...Object.fromEntries(
          [...field.variants].map(([tag, fields]) => [
            variantKey(tag),
            typedIn(fields, form, `${at}/${variantKey(tag)}`),
          ]),
        ),
      };
    case 'fixed':
      return field.value ?? text(at);
    case 'text':
    case 'number':
    case 'choice':
    case 'yes-no':
    case 'instant':
    case 'instants':
    case 'open':
      return text(at);
    default:
      return field satisfies never;
  }
}

/** One more blank row in a list of a form that was sent. */
export function addRow(form: URLSearchParams, list: string): void {
  form.delete(list);
  form.append(pointerTo(pointerTo(list, rowsIn(form, list)), ''), '');
}

function rowsIn(form: URLSearchParams, at: string): number {
  let rows = 0;
  for (const name of form.keys()) {
    const row = name.startsWith(`${at}/`) ? /^\d{1,4}(?=\/)/.exec(name.slice(at.length + 1)) : null;
    if (row) rows = Math.max(rows, Number(row[0]) + 1);
  }
  return rows;
}

/** What would be typed for a value that is recorded, or for none. */
export const typedOf = (fields: readonly Field[], value: unknown): TypedObject =>
  objectOf(fields, (field) => written(field, isJsonObject(value) ? value[field.name] : undefined));

function written(field: Field, value: unknown): Typed {
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? String(value) : '';
    case 'yes-no':
      return typeof value === 'boolean' ? String(value) : '';
    case 'choices':
      if (!Array.isArray(value)) return [];
      return value.length === 0 ? [NONE] : value.map(String);
    case 'when': {
      const span = isJsonObject(value) ? value : {};
      return { at: textOf(value), earliest: textOf(span['earliest']), latest: textOf(span['latest']) };
    }
    case 'open':
      return isJsonObject(value) ? linesOf(value) : '';
    case 'group':
      return typedOf(field.fields, value);
    case 'list':
      if (!Array.isArray(value)) return [];
      return value.length === 0 ? [NONE] : value.map((item) => typedOf(field.fields, item));
    case 'union': {
      const tag = isJsonObject(value) ? textOf(value[field.by]) : '';
      return {
        [field.by]: tag || (field.variants.size === 1 ? [...field.variants.keys()][0]! : ''),
        ...Object.fromEntries(
          [...field.variants].map(([one, fields]) => [
            variantKey(one),
            typedOf(fields, one === tag ? value : undefined),
          ]),
        ),
      };
    }
    case 'fixed':
      return field.value ?? textOf(value);
    case 'instants':
      return Array.isArray(value) ? value.map(textOf).join('\n') : '';
    case 'text':
    case 'choice':
    case 'instant':
      return textOf(value);
    default:
      return field satisfies never;
  }
}

/** A digest stands where a personal value cannot be read any more: nothing to type again. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
