import {
  type ValidationArguments,
  type ValidatorConstraintInterface,
  ValidationTypes,
  getMetadataStorage,
} from 'class-validator';
import { type DataClass, type Shape, shapeOf } from './events/fields/nested.js';
import { type FieldError, pointerTo } from '../faults/field-error.js';
import { type JsonObject, isJsonObject } from './json.js';

/** Adds to `errors` what is wrong with a value at a pointer. */
type Check = (value: unknown, at: string, errors: FieldError[]) => void;

interface Constraint {
  readonly holds: (value: unknown, args: ValidationArguments) => boolean;
  readonly message: (args: ValidationArguments) => string;
  readonly each: boolean;
  readonly constraints: unknown[];
}

interface Field {
  readonly name: string;
  /** Below the object's pointer. */
  readonly pointer: string;
  readonly applies: readonly ((object: JsonObject, value: unknown) => boolean)[];
  readonly constraints: readonly Constraint[];
  readonly inside?: Check;
}

/** More errors than this help nobody. */
const MAX_ERRORS = 100;

/** Classes nest a few levels only, and so does what is looked at: deeply nested bodies cannot exhaust the stack. */
const checks = new Map<DataClass, Check>();

/**
 * What is wrong with plain JSON by the class-validator decorators of a class; empty where it is right. Says the same
 * as `validateSync` after `plainToInstance` with unknown properties forbidden, but makes no instances, never throws,
 * refuses null, names the first failure of each field only, and reads the decorators once for each class.
 */
export function fieldErrors(value: unknown, dataClass: DataClass, at = ''): FieldError[] {
  const errors: FieldError[] = [];
  checkOf(dataClass)(value, at, errors);
  return errors.length > MAX_ERRORS ? errors.slice(0, MAX_ERRORS) : errors;
}

function checkOf(dataClass: DataClass): Check {
  const known = checks.get(dataClass);
  if (known) return known;
  const fields = fieldsOf(dataClass);
  const names = new Set(fields.map(({ name }) => name));
  const expected = names.size > 0 ? `known are ${[...names].join(', ')}` : 'there are none';
  const check: Check = (value, at, errors) => {
    if (!isJsonObject(value)) {
      errors.push({ pointer: at, detail: 'must be an object' });
      return;
    }
    for (const field of fields) checkField(field, value, dataClass.name, at, errors);
    for (const name of Object.keys(value)) {
      if (names.has(name)) continue;
      if (errors.length >= MAX_ERRORS) return;
      errors.push({ pointer: pointerTo(at, name), detail: `is not a known property; ${expected}` });
    }
  };
  checks.set(dataClass, check);
  return check;
}

function checkField(
  field: Field,
  object: JsonObject,
  targetName: string,
  at: string,
  errors: FieldError[],
): void {
  const value = object[field.name];
  for (const applies of field.applies) if (!applies(object, value)) return;
  const args = { value, object, targetName, property: field.name, constraints: [] as unknown[] };
  for (const constraint of field.constraints) {
    args.constraints = constraint.constraints;
    if (satisfies(constraint, value, args)) continue;
    const missing = value === undefined ? 'is required: ' : '';
    errors.push({ pointer: at + field.pointer, detail: missing + constraint.message(args) });
    break;
  }
  field.inside?.(value, at + field.pointer, errors);
}

const satisfies = ({ each, holds }: Constraint, value: unknown, args: ValidationArguments): boolean =>
  each ? Array.isArray(value) && value.every((item) => holds(item, args)) : holds(value, args);

function fieldsOf(dataClass: DataClass): Field[] {
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(dataClass, '', true, false);
  return [...new Set(all.map(({ propertyName }) => propertyName))].map((name) => {
    const metadatas = all.filter(({ propertyName }) => propertyName === name);
    const shape = shapeOf(dataClass, name);
    return {
      name,
      pointer: pointerTo('', name),
      applies: metadatas
        .filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION)
        .map(({ constraints }) => constraints[0]),
      constraints: metadatas
        .filter(({ type }) => type === ValidationTypes.CUSTOM_VALIDATION && shape?.kind !== 'own')
        .map((metadata) => {
          const [constraint] = storage.getTargetValidatorConstraints(metadata.constraintCls);
          return constraintOf(metadata, constraint!.instance);
        }),
      inside: shape && insideOf(shape),
    };
  });
}

function constraintOf(
  { message, each, constraints }: Pick<Constraint, 'each' | 'constraints'> & { message: unknown },
  validator: ValidatorConstraintInterface,
): Constraint {
  return {
    each,
    constraints,
    holds: (value, args) => validator.validate(value, args) === true,
    message: (args) => {
      if (typeof message === 'string') return message;
      return typeof message === 'function'
        ? message(args)
        : (validator.defaultMessage?.(args) ?? 'is not valid');
    },
  };
}

/** What is wrong inside; a value that is no list or object at all was refused before. */
function insideOf(shape: Shape): Check {
  switch (shape.kind) {
    case 'object':
      return ifObject(checkOf(shape.of));
    case 'list': {
      const check = checkOf(shape.of);
      return (value, at, errors) => {
        if (!Array.isArray(value)) return;
        for (let index = 0; index < value.length && errors.length < MAX_ERRORS; index++)
          check(value[index], pointerTo(at, index), errors);
      };
    }
    case 'union': {
      const byTag = new Map([...shape.of].map(([tag, dataClass]) => [tag, checkOf(dataClass)]));
      const accepted = [...byTag.keys()].join(', ');
      return ifObject((object, at, errors) => {
        const tag = object[shape.by];
        const check = typeof tag === 'string' ? byTag.get(tag) : undefined;
        const { without } = shape;
        if (without && Object.hasOwn(object, without.name))
          errors.push({ pointer: pointerTo(at, without.name), detail: without.detail });
        if (check) check(object, at, errors);
        else errors.push({ pointer: pointerTo(at, shape.by), detail: `must be one of ${accepted}` });
      });
    }
    case 'own':
      return (value, at, errors) => {
        for (const error of shape.errors(value, at).slice(0, MAX_ERRORS)) errors.push(error);
      };
    default:
      return shape satisfies never;
  }
}

const ifObject =
  (check: (object: JsonObject, at: string, errors: FieldError[]) => void): Check =>
  (value, at, errors) => {
    if (isJsonObject(value)) check(value, at, errors);
  };
