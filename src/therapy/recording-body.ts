import type { ApiBodyOptions } from '@nestjs/swagger';
import { CareAssigned } from './events/care-assigned.js';
import { type DataClass, Nested, Optional, unionSchema } from './events/fields/nested.js';
import { EventIdField } from './events/fields/texts.js';
import { type RecordableName, recordableNames, eventTypes } from './events/index.js';
import { StatedSource } from './events/values/stated-source.js';
import { named, statedFact } from './stated-fact.js';

/** Beside a registration: recorded together with it. */
function withCare(Recording: DataClass): DataClass {
  class Registration extends Recording {
    /** Where the patient is cared for from then on. Required of whoever reaches single sites only, and one of them. */
    @Optional()
    @Nested(CareAssigned)
    readonly care?: CareAssigned;
  }
  return Registration;
}

function recordingClass(name: RecordableName): DataClass {
  const { description } = eventTypes[name];
  const StatedFact = statedFact(`Stated${name}`, eventTypes[name]);
  class Recording extends StatedFact {
    @Optional()
    @Nested(StatedSource)
    readonly source?: StatedSource;

    @Optional()
    @EventIdField()
    readonly id?: string;
  }
  const made = name === 'TherapyRegistered' ? withCare(Recording) : Recording;
  return named(`Record${name}`, description, made);
}

/** For each type the class of the body that records it, `{ type, occurredAt, data, source?, id? }`. */
export const recordingClasses = Object.fromEntries(
  recordableNames.map((name) => [name, recordingClass(name)]),
) as Readonly<Record<RecordableName, DataClass>>;

/** All schemas of the body, for `@ApiExtraModels(...recordingModels)`. */
export const recordingModels: readonly DataClass[] = Object.values(recordingClasses);

/** For `@ApiBody(recordingBody())`: one of all types, told apart by `type`, each with its example. */
export const recordingBody = (): ApiBodyOptions => ({
  required: true,
  description: 'A fact of the therapy. Which data it has follows from its type.',
  schema: unionSchema('type', recordingClasses),
  examples: Object.fromEntries(
    recordableNames.map((name) => [
      name,
      { summary: eventTypes[name].description, value: exampleBody(name) },
    ]),
  ),
});

/** A body that can be recorded. */
export function exampleBody(name: RecordableName): Readonly<Record<string, unknown>> {
  const { id, occurredAt, data } = eventTypes[name].example;
  return { type: name, occurredAt, data, ...(id !== undefined && { id }) };
}
