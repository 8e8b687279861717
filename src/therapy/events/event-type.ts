import { ApiSchema } from '@nestjs/swagger';
import type { DataClass } from './fields/nested.js';

/** What a client may give as a date: an instant, a partial date, or an interval of these. */
export type StatedDate = string | { readonly earliest: string; readonly latest: string };

/** One type of event: its name, the class of its data, and what it says. */
export interface EventType<Name extends string, Data extends object> {
  readonly name: Name;
  /** Of the data as they are written now; from 1. */
  readonly schemaVersion: number;
  /** All versions in which data were ever written, oldest first. */
  readonly versions: readonly number[];
  /** Data that were written in an older version, as they would be written now. */
  readonly upcast: (data: object, version: number) => object;
  readonly dataClass: DataClass<Data>;
  readonly description: string;
  readonly example: EventExample<Data>;
}

/**
 * Brings the data of one version to the next. Personal values are in them as digests, which move as they are; what an
 * older version did not say stays unsaid.
 */
export type Upcast = (data: object) => object;

export interface EventExample<Data extends object = object> {
  /** Given where another example refers to it. */
  readonly id?: string;
  readonly occurredAt: StatedDate;
  readonly data: Data;
}

/** @param upcasts from version 1 to 2 first; none while there is one version */
export function eventType<const Name extends string, Data extends object>(
  name: Name,
  dataClass: DataClass<Data>,
  description: string,
  example: EventExample<NoInfer<Data>>,
  upcasts: readonly Upcast[] = [],
): EventType<Name, Data> {
  ApiSchema({ description })(dataClass);
  return {
    name,
    schemaVersion: upcasts.length + 1,
    versions: Array.from({ length: upcasts.length + 1 }, (_, index) => index + 1),
    upcast: (data, version) => upcasts.slice(version - 1).reduce((older, bring) => bring(older), data),
    dataClass,
    description,
    example,
  };
}
