import { type FieldError, pointerTo } from '../../faults/field-error.js';
import type { Field } from './fields.js';
import { itemLabel } from './labels.js';
import { objectIn } from './open-object.js';
import { NONE, type Typed, type TypedObject, isBlank, isNone, variantKey } from './typed.js';
import { typedDecimals } from '../../words/numbers.js';

/** The value that a form gives. */
export interface FormValue {
  readonly value: Readonly<Record<string, unknown>>;
  /** What cannot be read. */
  readonly errors: readonly FieldError[];
  /** The fields of which it speaks, by their pointers: those of variants that were not chosen are not among them. */
  readonly labels: ReadonlyMap<string, string>;
}

interface Found {
  readonly errors: FieldError[];
  readonly labels: Map<string, string>;
}

/** The JSON that was typed, with nothing for what was left blank. */
export function valueOf(fields: readonly Field[], typed: TypedObject): FormValue {
  const found: Found = { errors: [], labels: new Map() };
  const value = objectOf(fields, typed, '', '', found);
  return { value, ...found };
}

function objectOf(
  fields: readonly Field[],
  typed: TypedObject,
  at: string,
  within: string,
  found: Found,
): Record<string, unknown> {
  const read = fields.map((field) => {
    const pointer = pointerTo(at, field.name);
    const label = within === '' ? field.label : `${within}: ${field.label}`;
    if (field.kind !== 'fixed') found.labels.set(pointer, label);
    return [field.name, memberOf(field, typed[field.name] ?? '', pointer, label, found)] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** Undefined where nothing was typed. */
function memberOf(field: Field, typed: Typed, at: string, label: string, found: Found): unknown {
  switch (field.kind) {
    case 'group':
      if (field.required === 'never' && isBlank(typed)) return undefined;
      return objectOf(field.fields, typed as TypedObject, at, isWhole(at) ? '' : label, found);
    case 'list': {
      const rows = (typed as readonly TypedObject[]).filter((row) => !isBlank(row));
      if (isNone(typed)) return [];
      if (rows.length === 0 && field.required === 'never') return undefined;
      return rows.map((row, index) =>
        objectOf(field.fields, row, pointerTo(at, index), itemLabel(label, index), found),
      );
    }
    case 'union': {
      const { [field.by]: tag, ...variants } = typed as TypedObject;
      const fields = field.variants.get(tag as string);
      if (field.variants.size > 1) found.labels.set(pointerTo(at, field.by), label);
      if (!fields) return tag === '' ? {} : { [field.by]: tag };
      const variant = variants[variantKey(tag as string)] as TypedObject;
      return { [field.by]: tag, ...objectOf(fields, variant, at, '', found) };
    }
    case 'choices': {
      const chosen = (typed as readonly string[]).filter((choice) => choice !== NONE);
      return chosen.length > 0 || (typed as readonly string[]).length > 0 ? chosen : undefined;
    }
    case 'when':
      return dateOf(typed as TypedObject, at, label, found);
    case 'text':
    case 'number':
    case 'choice':
    case 'yes-no':
    case 'instant':
    case 'instants':
    case 'open':
    case 'fixed':
      return isBlank(typed) ? undefined : textOf(field, typed as string, at, found);
    default:
      return field satisfies never;
  }
}

/** The members of the event itself need no words about where they are. */
const isWhole = (at: string) => at === '/data';

/** A minute stands for its first second; an offset that is not given is never guessed. */
const MINUTE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/;

const instantOf = (text: string): string => text.trim().replace(MINUTE, '$1T$2:00$3');

function dateOf(typed: TypedObject, at: string, label: string, { errors, labels }: Found): unknown {
  const [date, earliest, latest] = ['at', 'earliest', 'latest'].map((name) => {
    if (name !== 'at') labels.set(pointerTo(at, name), `${label}: ${name}`);
    return instantOf(typed[name] as string) || undefined;
  });
  if (earliest === undefined && latest === undefined) return date;
  if (date !== undefined)
    errors.push({
      pointer: at,
      detail: 'must be left blank where earliest and latest are given, or they must',
    });
  return { ...(earliest !== undefined && { earliest }), ...(latest !== undefined && { latest }) };
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;
const NOT_A_NUMBER =
  'must be a number in digits with a decimal point, such as 0.5 or 12000: no comma, no spaces, no unit';

/** Asked for in one text. */
type OfOneText = Extract<
  Field,
  { readonly kind: 'text' | 'number' | 'choice' | 'yes-no' | 'instant' | 'instants' | 'open' | 'fixed' }
>;

function textOf(field: OfOneText, text: string, at: string, { errors }: Found): unknown {
  switch (field.kind) {
    case 'number':
      if (NUMBER.test(typedDecimals(text.trim()))) return Number(typedDecimals(text.trim()));
      errors.push({ pointer: at, detail: NOT_A_NUMBER });
      return undefined;
    case 'yes-no':
      if (text === 'true' || text === 'false') return text === 'true';
      errors.push({ pointer: at, detail: 'must be yes or no' });
      return undefined;
    case 'open': {
      const object = objectIn(text);
      if ('value' in object) return object.value;
      errors.push({ pointer: at, detail: object.fault });
      return undefined;
    }
    case 'text':
      return field.verbatim ? text : text.trim();
    case 'instant':
      return instantOf(text);
    case 'instants':
      return text
        .split('\n')
        .map(instantOf)
        .filter((line) => line !== '');
    case 'choice':
    case 'fixed':
      return text;
    default:
      return field satisfies never;
  }
}
