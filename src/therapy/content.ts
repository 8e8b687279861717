import type { Place } from '../access/care.js';
import { fieldErrors } from './checker.js';
import type { Content, EventId, Source, SourceKind, TherapyId } from './envelope.js';
import { NAMED_ID } from './events/fields/texts.js';
import { NOT_RECORDABLE, recordableNames, isRecordable } from './events/index.js';
import type { FieldError } from '../faults/field-error.js';
import { type JsonObject, isJsonObject } from './json.js';
import { readOccurredAt } from './occurred-at.js';
import { recordingClasses } from './recording-body.js';

export interface ReadOptions {
  /** The kind of a source that names none. */
  readonly defaultSourceKind: SourceKind;
  /** Whether the body names its therapy, as a line of an import does. */
  readonly allowTherapyId?: boolean;
}

export type ContentRefusal = 'UNKNOWN_EVENT_TYPE' | 'TYPE_NOT_RECORDABLE' | 'VALIDATION_FAILED';

export type ReadContent =
  | {
      readonly ok: true;
      readonly content: Content;
      readonly id?: EventId;
      readonly therapyId?: TherapyId;
      /** Of a registration: where the patient is cared for. */
      readonly care?: Place;
    }
  | { readonly ok: false; readonly code: ContentRefusal; readonly errors: FieldError[] };

const refused = (code: ContentRefusal, errors: FieldError[]): ReadContent => ({ ok: false, code, errors });

/**
 * Reads a body that records an event, `{ type, occurredAt, data, source?, id? }`; never throws. The content's data is
 * what was sent, with nothing added or left out.
 */
export function readContent(body: unknown, options: ReadOptions): ReadContent {
  if (!isJsonObject(body))
    return refused('VALIDATION_FAILED', [
      { pointer: '', detail: 'must be an object { type, occurredAt, data, source?, id? }' },
    ]);
  if (!options.allowTherapyId) return readFact(body, options);
  const { therapyId, ...fact } = body;
  const read = readFact(fact, options);
  if (typeof therapyId === 'string' && NAMED_ID.test(therapyId))
    return read.ok ? { ...read, therapyId: therapyId as TherapyId } : read;
  const error = { pointer: '/therapyId', detail: `must be a therapy’s id: ${NAMED_ID.source.slice(1, -1)}` };
  return refused(read.ok ? 'VALIDATION_FAILED' : read.code, [error, ...(read.ok ? [] : read.errors)]);
}

function readFact(body: JsonObject, { defaultSourceKind }: ReadOptions): ReadContent {
  const { type } = body;
  if (!isRecordable(type)) return refusedType(type);
  const errors = fieldErrors(body, recordingClasses[type]);
  const occurredAt = readOccurredAt(body['occurredAt']);
  if (errors.length > 0 || !occurredAt.ok) return refused('VALIDATION_FAILED', errors);
  const source: Source = {
    kind: defaultSourceKind,
    assertion: 'stated',
    ...(body['source'] as Partial<Source> | undefined),
  };
  return {
    ok: true,
    content: { type, occurredAt: occurredAt.value, data: body['data'] as Content['data'], source },
    ...(body['id'] !== undefined && { id: body['id'] as EventId }),
    ...(body['care'] !== undefined && { care: body['care'] as Place }),
  };
}

function refusedType(type: unknown): ReadContent {
  const pointer = '/type';
  const accepted = `must be one of ${recordableNames.join(', ')}`;
  if (typeof type !== 'string') return refused('VALIDATION_FAILED', [{ pointer, detail: accepted }]);
  if (NOT_RECORDABLE.includes(type))
    return refused('TYPE_NOT_RECORDABLE', [{ pointer, detail: `${type} is made by a request of its own` }]);
  return refused('UNKNOWN_EVENT_TYPE', [{ pointer, detail: accepted }]);
}
