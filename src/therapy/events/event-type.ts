import { ApiSchema } from '@nestjs/swagger';
import type { DataClass } from './fields/nested.js';

/** What a client may give as a date: an instant, a partial date, or an interval of these. */
export type StatedDate = string | { readonly earliest: string; readonly latest: string };

/** One type of event: its name, the class of its data, and what it says. */
export interface EventType<Name extends string, Data extends object> {
  readonly name: Name;
  readonly dataClass: DataClass<Data>;
  readonly description: string;
  readonly example: EventExample<Data>;
}

export interface EventExample<Data extends object = object> {
  /** Given where another example refers to it. */
  readonly id?: string;
  readonly occurredAt: StatedDate;
  readonly data: Data;
}

export function eventType<const Name extends string, Data extends object>(
  name: Name,
  dataClass: DataClass<Data>,
  description: string,
  example: EventExample<NoInfer<Data>>,
): EventType<Name, Data> {
  ApiSchema({ description })(dataClass);
  return { name, dataClass, description, example };
}
