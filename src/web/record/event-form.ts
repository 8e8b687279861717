import { type RecordableName, isRecordable } from '../../therapy/events/index.js';
import { recordingClasses } from '../../therapy/recording-body.js';
import { type Field, fieldsOf } from './fields.js';
import { type TypedObject, typedIn, typedOf } from './typed.js';
import { type Said, valueOf } from './value-of.js';

/** Which events a correction or void speaks of is chosen before the form. */
const CHOSEN_BEFORE = ['corrects', 'voids'];

const WHEN: Partial<Readonly<Record<RecordableName, string>>> = {
  EventCorrected: 'When it was corrected',
  EventVoided: 'When it was voided',
};

/** The form of an event type as it is filled in. */
export interface EventForm {
  readonly type: RecordableName;
  readonly fields: readonly Field[];
  readonly typed: TypedObject;
}

/** The fields that record an event; those of a correction for the type of what stands in place. */
export function eventFields(type: RecordableName, replacement = ''): readonly Field[] {
  const narrowed = (field: Field): Field => {
    if (CHOSEN_BEFORE.includes(field.name)) return { ...field, kind: 'fixed' };
    if (field.kind !== 'union' || field.name !== 'replacement') return field;
    const fields = field.variants.get(replacement);
    return { ...field, variants: new Map(fields ? [[replacement, fields]] : []) };
  };
  return fieldsOf(recordingClasses[type]).flatMap((field) => {
    if (field.name === 'id') return [];
    if (field.name === 'occurredAt') return [{ ...field, label: WHEN[type] ?? field.label }];
    if (field.kind !== 'group' || field.name !== 'data') return [field];
    return [{ ...field, fields: field.fields.map(narrowed) }];
  });
}

/** A form to fill in, with what is known already. */
export function newForm(type: RecordableName, known: unknown, replacement?: string): EventForm {
  const fields = eventFields(type, replacement);
  return { type, fields, typed: typedOf(fields, known) };
}

/** A form that was sent; undefined where it is no form of this page. */
export function sentForm(sent: URLSearchParams): EventForm | undefined {
  const type = sent.get('/type');
  if (!isRecordable(type)) return undefined;
  const fields = eventFields(type, sent.get('/data/replacement/type') ?? '');
  return { type, fields, typed: typedIn(fields, sent) };
}

/** The body that the interface for programs would take, and what of it cannot be read. */
export const bodyOf = ({ fields, typed }: EventForm): Said => valueOf(fields, typed);
