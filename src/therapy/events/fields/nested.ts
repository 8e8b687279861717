import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import type { FieldError } from '../../../faults/field-error.js';
import { compose } from './compose.js';

export type DataClass<Data extends object = object> = new () => Data;

/** What stands inside a property that holds objects. */
export type Shape =
  | { readonly kind: 'object'; readonly of: DataClass }
  | { readonly kind: 'list'; readonly of: DataClass }
  /** The class follows from the member `by` of the value. */
  | {
      readonly kind: 'union';
      readonly by: string;
      readonly of: ReadonlyMap<string, DataClass>;
      readonly without?: Without;
    }
  /** Says by itself what is wrong with the value at a pointer. */
  | { readonly kind: 'own'; readonly errors: (value: unknown, at: string) => readonly FieldError[] };

/** A member that every class has and that cannot be meant here. */
export interface Without {
  readonly name: string;
  /** What is wrong with it. */
  readonly detail: string;
}

const SHAPE = Symbol('shape');

const Shaped =
  (shape: Shape): PropertyDecorator =>
  (target, name) =>
    Reflect.defineMetadata(SHAPE, shape, target, name);

export const shapeOf = (dataClass: DataClass, name: string): Shape | undefined =>
  Reflect.getMetadata(SHAPE, dataClass.prototype as object, name);

/** May be left out; null is not the same and refused. */
export const Optional = (): PropertyDecorator =>
  compose(
    ValidateIf((_, value) => value !== undefined),
    ApiProperty({ required: false }),
  );

const SOMETIMES = Symbol('sometimes');

export const isSometimesRequired = (dataClass: DataClass, name: string): boolean =>
  Reflect.hasMetadata(SOMETIMES, dataClass.prototype as object, name);

/** Needed only where `holds` for the object; may be left out elsewhere. */
export const RequiredIf = (
  holds: (object: Readonly<Record<string, unknown>>) => boolean,
): PropertyDecorator =>
  compose(
    (target, name) => Reflect.defineMetadata(SOMETIMES, true, target, name),
    ValidateIf((object, value) => value !== undefined || holds(object)),
    ApiProperty({ required: false }),
  );

/** Must be left out where `holds` for the object. */
export const AbsentIf = (
  holds: (object: Readonly<Record<string, unknown>>) => boolean,
  message: string,
): PropertyDecorator =>
  ValidateBy({
    name: 'absentIf',
    validator: {
      validate: (_, args) => !holds(args?.object as Readonly<Record<string, unknown>>),
      defaultMessage: () => message,
    },
  });

/** An object of a class; `message` says what anything else must be. */
export const Nested = (dataClass: DataClass, message = 'must be an object'): PropertyDecorator =>
  compose(
    IsObject({ message }),
    ValidateNested(),
    Type(() => dataClass),
    Shaped({ kind: 'object', of: dataClass }),
    ApiProperty({ type: () => dataClass }),
  );

/** A list of at most `maxItems` objects of a class. */
export const NestedArray = (dataClass: DataClass, maxItems: number): PropertyDecorator =>
  compose(
    IsArray({ message: `must be a list of at most ${maxItems} objects` }),
    ArrayMaxSize(maxItems, { message: `must be a list of at most ${maxItems} objects` }),
    ValidateNested({ each: true }),
    Type(() => dataClass),
    Shaped({ kind: 'list', of: dataClass }),
    ApiProperty({ type: () => [dataClass], maxItems }),
  );

/** An object of the class that its member `by` names; `without` a member where that is given. */
export const Union = (
  by: string,
  classes: Readonly<Record<string, DataClass>>,
  without?: Without,
): PropertyDecorator =>
  compose(
    IsObject({ message: 'must be an object' }),
    ValidateNested(),
    Type(() => Object, {
      keepDiscriminatorProperty: true,
      discriminator: {
        property: by,
        subTypes: Object.entries(classes).map(([name, value]) => ({ name, value })),
      },
    }),
    Shaped({ kind: 'union', by, of: new Map(Object.entries(classes)), without }),
    (target) => ApiExtraModels(...Object.values(classes))(target.constructor),
    ApiProperty({ type: 'object', ...unionSchema(by, classes) } as Parameters<typeof ApiProperty>[0]),
  );

/** The OpenAPI of an object of one of several classes, told apart by its member `by`. */
export const unionSchema = (by: string, classes: Readonly<Record<string, DataClass>>) => ({
  oneOf: Object.values(classes).map((dataClass) => ({ $ref: getSchemaPath(dataClass) })),
  discriminator: {
    propertyName: by,
    mapping: Object.fromEntries(Object.entries(classes).map(([name, c]) => [name, getSchemaPath(c)])),
  },
});

/** A value that a function checks, which also says where inside the value something is wrong. */
export const OwnErrors = (errors: (value: unknown, at: string) => readonly FieldError[]): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'ownErrors',
      validator: {
        validate: (value) => errors(value, '').length === 0,
        defaultMessage: (args) => errors(args?.value, '')[0]?.detail ?? '',
      },
    }),
    Shaped({ kind: 'own', errors }),
  );
