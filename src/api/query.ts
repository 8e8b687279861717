import { type PipeTransform, Query } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { type FieldError, pointerTo } from '../faults/field-error.js';
import { ProblemException } from './problems/problem.js';

interface ParameterSchema {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | number | boolean;
  readonly example?: string | number;
}

/** One query parameter: how it is read, and how the OpenAPI document shows it. */
interface Parameter<Value> {
  readonly description: string;
  /** Completes "must be …". */
  readonly accepts: string;
  readonly schema: ParameterSchema;
  readonly required?: boolean;
  /** Stands for a parameter that is not given. */
  readonly fallback?: Value;
  /** Undefined for what is not accepted. */
  read(text: string): Value | undefined;
}

export type Optional<Value> = Parameter<Value | undefined>;
export type QuerySchema = Readonly<Record<string, Parameter<unknown>>>;
export type QueryOf<Schema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Parameter<infer Value> ? Value : never;
};

export const required = <Value>(parameter: Optional<Value>): Parameter<Value> => ({
  ...parameter,
  required: true,
  fallback: undefined,
});

export const withDefault = <Value extends string | number | boolean>(
  parameter: Optional<Value>,
  fallback: Value,
): Parameter<Value> => ({ ...parameter, fallback, schema: { ...parameter.schema, default: fallback } });

/** The same parameter under other words. */
export const described = <Value>(parameter: Parameter<Value>, description: string): Parameter<Value> => ({
  ...parameter,
  description,
});

export const invalidQuery = (errors: readonly FieldError[]): ProblemException =>
  new ProblemException(400, 'INVALID_QUERY', 'The query has faults; errors says where.', { errors });

/** Why a parameter that belongs elsewhere is not accepted here. */
type Refusals = Readonly<Record<string, string>>;

/** Refuses what is unknown, repeated, missing or unreadable, all faults at once. */
export class QueryPipe<Schema extends QuerySchema> implements PipeTransform<Record<string, unknown>> {
  private readonly parameters: readonly (readonly [string, Parameter<unknown>])[];

  constructor(
    private readonly schema: Schema,
    private readonly refused: Refusals = {},
  ) {
    this.parameters = Object.entries(schema);
  }

  transform(given: Record<string, unknown>): QueryOf<Schema> {
    const errors: FieldError[] = [];
    const fault = (name: string, detail: string) => errors.push({ pointer: pointerTo('', name), detail });
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(this.schema, name)) fault(name, this.refusalOf(name));
    }
    const read: Record<string, unknown> = {};
    for (const [name, parameter] of this.parameters) {
      const text = given[name];
      if (text === undefined) {
        if (parameter.required) fault(name, `is required: ${parameter.accepts}`);
        read[name] = parameter.fallback;
      } else if (typeof text !== 'string') {
        fault(name, 'is given more than once');
      } else {
        read[name] = parameter.read(text);
        if (read[name] === undefined) fault(name, `must be ${parameter.accepts}`);
      }
    }
    if (errors.length > 0) throw invalidQuery(errors);
    return read as QueryOf<Schema>;
  }

  private refusalOf(name: string): string {
    if (Object.hasOwn(this.refused, name)) return this.refused[name]!;
    const names = this.parameters.map(([name]) => name);
    return names.length === 0
      ? 'is unknown; none is accepted'
      : `is unknown; accepted are ${names.join(', ')}`;
  }
}

/** Marks a handler whose query is read by a schema; others under /v1 and /tlog take no query (see `NoQueryGuard`). */
export const READS_QUERY = Symbol('reads-query');

/** `@ReadQuery(schema) query: QueryOf<typeof schema>`: validated, typed, and shown in the OpenAPI document. */
export const ReadQuery =
  (schema: QuerySchema, refused?: Refusals): ParameterDecorator =>
  (target, key, index) => {
    if (key === undefined) throw new TypeError('ReadQuery belongs on a parameter of a handler');
    Query(new QueryPipe(schema, refused))(target, key, index);
    const method = Object.getOwnPropertyDescriptor(target, key)!;
    Reflect.defineMetadata(READS_QUERY, true, method.value as object);
    for (const [name, { description, required = false, schema: shown }] of Object.entries(schema)) {
      ApiQuery({ name, description, required, schema: shown as object })(target, key, method);
    }
  };
