import { type RecordableName, isRecordable } from '../../therapy/events/index.js';
import { recordingClasses } from '../../therapy/recording-body.js';
import { type Field, fieldsOf } from './fields.js';
import { type TypedObject, typedIn, typedOf } from './typed.js';
import { type FormValue, valueOf } from './value-of.js';
import { record as texts } from '../../words/texts/record.js';
import type { Text } from '../../words/say.js';
import { say } from '../../words/say.js';

/** Which events a correction or void speaks of is chosen before the form. */
const CHOSEN_BEFORE = ['corrects', 'voids'];

/** Beside the event's own date and reason stand those of what it speaks of. */
const LABELS: Partial<Readonly<Record<RecordableName, Readonly<Record<string, Text>>>>> = {
  EventCorrected: { occurredAt: texts.whenItWasCorrected, reason: texts.reasonForTheCorrection },
  EventVoided: { occurredAt: texts.whenItWasVoided, reason: texts.reasonForTheVoid },
};

/** The form of an event type as it is filled in. */
export interface EventForm {
  readonly type: RecordableName;
  readonly fields: readonly Field[];
  readonly typed: TypedObject;
}

/** The fields that record an event; those of a correction for the type of what stands in place. */
export function eventFields(type: RecordableName, replacement = ''): readonly Field[] {
  const labelled = (field: Field): Field => {
    const label = LABELS[type]?.[field.name];
    return label ? { ...field, label: say(label) } : field;
  };
  const narrowed = (field: Field): Field => {
    if (CHOSEN_BEFORE.includes(field.name)) return { ...field, kind: 'fixed' };
    if (field.kind !== 'union' || field.name !== 'replacement') return labelled(field);
    const fields = field.variants.get(replacement);
    return { ...field, variants: new Map(fields ? [[replacement, fields]] : []) };
  };
  return fieldsOf(recordingClasses[type])
    .filter(({ name }) => name !== 'id')
    .map((field) =>
      field.kind === 'group' && field.name === 'data'
        ? { ...field, fields: field.fields.map(narrowed) }
        : labelled(field),
    );
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
export const bodyOf = ({ fields, typed }: EventForm): FormValue => valueOf(fields, typed);
