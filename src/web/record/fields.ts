import 'reflect-metadata';
import { capitalised } from '../../reports/words.js';
import { MAX_TEXT } from '../../therapy/events/fields/limits.js';
import {
  type DataClass,
  type Shape,
  isSometimesRequired,
  shapeOf,
} from '../../therapy/events/fields/nested.js';
import { limitOf } from '../../therapy/events/fields/numbers.js';
import { personalProperties } from '../../therapy/events/fields/personal.js';
import type { Hint } from './hints/hint.js';
import { hintFor } from './hints/index.js';
import { labelOf } from './labels.js';
import { told } from '../../words/told.js';
import { type Locale, speech } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

/** How a value is asked for. */
type Asked =
  /** `verbatim`: also its spaces belong to it. */
  | { readonly kind: 'text'; readonly isLong: boolean; readonly verbatim: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'choices'; readonly choices: readonly string[]; readonly mayBeNone: boolean }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'instant' }
  /** One on each line. */
  | { readonly kind: 'instants' }
  /** An instant, a partial date, or two of these. */
  | { readonly kind: 'when' }
  /** An object of any members. */
  | { readonly kind: 'open' }
  /** What nobody is asked, since it is known; without a value the form carries it. */
  | { readonly kind: 'fixed'; readonly value?: string }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly fields: readonly Field[]; readonly maxItems: number }
  | { readonly kind: 'union'; readonly by: string; readonly variants: ReadonlyMap<string, readonly Field[]> };

/** A property of an event as a form asks for it. */
export type Field = Asked & {
  readonly name: string;
  readonly label: string;
  readonly unit?: string;
  /** What it means and what is accepted, with code between backticks. */
  readonly hint?: string;
  readonly required: 'always' | 'sometimes' | 'never';
  /** Kept apart and encrypted, since it says something about the patient. */
  readonly personal: boolean;
};

/** The part of a property's OpenAPI schema that says how to ask for it. */
interface Schema {
  readonly type?: unknown;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[] };
  readonly format?: string;
  readonly isArray?: boolean;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly oneOf?: readonly unknown[];
  /** Of a number that is 0 or not below a least one. */
  readonly anyOf?: readonly { readonly minimum?: number }[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly maximum?: number;
  readonly required?: boolean;
}

const known: Readonly<Record<Locale, Map<DataClass, readonly Field[]>>> = { en: new Map(), es: new Map() };

/** The properties of a class as fields of a form: what is required first, what has parts last. */
export function fieldsOf(dataClass: DataClass): readonly Field[] {
  const before = known[speech().locale].get(dataClass);
  if (before) return before;
  const prototype = dataClass.prototype as object;
  const names: readonly string[] = Reflect.getMetadata('swagger/apiModelPropertiesArray', prototype) ?? [];
  const fields = names
    .map((name) => fieldOf(dataClass, name.slice(1)))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  known[speech().locale].set(dataClass, fields);
  return fields;
}

const requiredOf = (dataClass: DataClass, name: string, { required }: Schema): Field['required'] => {
  if (required !== false) return 'always';
  return isSometimesRequired(dataClass, name) ? 'sometimes' : 'never';
};

function rankOf({ required, kind }: Field): number {
  if (required !== 'never') return 0;
  return kind === 'group' || kind === 'list' || kind === 'union' ? 2 : 1;
}

function fieldOf(dataClass: DataClass, name: string): Field {
  const schema: Schema = Reflect.getMetadata('swagger/apiModelProperties', dataClass.prototype, name) ?? {};
  const limit = limitOf(dataClass, name);
  const shape = shapeOf(dataClass, name);
  return {
    ...(shape ? askedOfShape(shape, schema) : askedOf(schema)),
    name,
    label: labelOf(name, limit !== undefined, dataClass.name),
    unit: limit?.unit === undefined ? undefined : told(limit.unit),
    hint: hintOf(hintFor(dataClass, name), schema),
    required: requiredOf(dataClass, name, schema),
    personal: personalProperties(dataClass).has(name),
  };
}

function askedOf(schema: Schema): Asked {
  if (schema.enum?.length === 1) return { kind: 'fixed', value: schema.enum[0] };
  if (schema.enum) return { kind: 'choice', choices: schema.enum };
  if (schema.items?.enum)
    return { kind: 'choices', choices: schema.items.enum, mayBeNone: schema.minItems === undefined };
  if (schema.format === 'date-time') return { kind: schema.isArray ? 'instants' : 'instant' };
  if (schema.type === 'number' || schema.type === 'integer') return { kind: 'number' };
  if (schema.type === 'boolean') return { kind: 'yes-no' };
  const { maxLength } = schema;
  return { kind: 'text', isLong: (maxLength ?? 0) > MAX_TEXT, verbatim: maxLength !== undefined };
}

function askedOfShape(shape: Shape, { oneOf, maxItems }: Schema): Asked {
  switch (shape.kind) {
    case 'object':
      return { kind: 'group', fields: fieldsOf(shape.of) };
    case 'list':
      return { kind: 'list', fields: fieldsOf(shape.of), maxItems: maxItems! };
    case 'union': {
      const variants = [...shape.of].map(
        ([tag, of]) =>
          [
            tag,
            fieldsOf(of).filter(({ name }) => name !== shape.by && name !== shape.without?.name),
          ] as const,
      );
      return { kind: 'union', by: shape.by, variants: new Map(variants) };
    }
    case 'own':
      return { kind: oneOf ? 'when' : 'open' };
    default:
      return shape satisfies never;
  }
}

/** 43,200, but a year stays 1900. */
const NUMBERS: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en-US', { useGrouping: 'min2', maximumSignificantDigits: 6 }),
  es: new Intl.NumberFormat('es-ES', { useGrouping: 'min2', maximumSignificantDigits: 6 }),
};
const grouped = (value: number): string => NUMBERS[speech().locale].format(value);

function rangeOf({ minimum = 0, exclusiveMinimum, maximum = 0, anyOf }: Schema): string {
  const least = anyOf?.find((range) => range.minimum !== undefined)?.minimum;
  if (least !== undefined) return say(texts.zeroOr, { range: rangeOf({ minimum: least, maximum }) });
  if (exclusiveMinimum) return say(texts.aboveAndAtMost, { least: grouped(minimum), most: grouped(maximum) });
  return minimum < 0
    ? say(texts.leastToMost, { least: grouped(minimum), most: grouped(maximum) })
    : `${grouped(minimum)}-${grouped(maximum)}`;
}

/** The words of a hint, with what the field accepts. */
const hintOf = (hint: Hint | undefined, schema: Schema): string | undefined =>
  hint == null
    ? undefined
    : capitalised(told(hint).replace('{range}', rangeOf(schema)).replace('{most}', String(schema.maxItems)));
