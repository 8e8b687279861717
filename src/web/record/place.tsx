import { capitalised } from '../../reports/words.js';
import { pointerTo } from '../../faults/field-error.js';
import type { Field } from './fields.js';
import { labelOf } from './labels.js';
import type { Typed } from './typed.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';
import { told } from '../../words/told.js';

/** What the fields of a form share. */
export interface Around {
  /** What is wrong, by the pointer of the field that shows it. */
  readonly faults: ReadonlyMap<string, readonly string[]>;
  /** The list to which a row was just added. */
  readonly grown?: string;
}

export interface Place {
  /** Under which it is sent. */
  readonly name: string;
  /** Where its value stands in the body; undefined in a variant that is not chosen. */
  readonly pointer: string | undefined;
  readonly around: Around;
}

export interface Given extends Place {
  readonly field: Field;
  readonly typed: Typed;
  readonly focus?: boolean;
}

export const faultsOf = ({ pointer, around }: Place): readonly string[] =>
  pointer === undefined ? [] : (around.faults.get(pointer) ?? []);

export const idOf = ({ name, pointer }: Place): string => pointer ?? name;

export const member = ({ name, pointer, around }: Place, part: string | number): Place => ({
  name: pointerTo(name, part),
  pointer: pointer === undefined ? undefined : pointerTo(pointer, part),
  around,
});

const PROPERTY = /^[a-z]+([A-Z][a-z]*)+$/;

/** A comment with its code between backticks; properties by their labels. */
export const Comment = ({ text }: { readonly text: string }) => (
  <>
    {text.split('`').map((part, index) => {
      if (index % 2 === 0) return part;
      return PROPERTY.test(part) ? (
        <em key={index}>{labelOf(part, true).toLowerCase()}</em>
      ) : (
        <code key={index}>{part}</code>
      );
    })}
  </>
);

export const Notes = ({ field, ...place }: Place & { readonly field: Field }) => (
  <>
    {field.hint !== undefined && (
      <p class="hint" id={`${idOf(place)}-hint`}>
        <Comment text={field.hint} />
      </p>
    )}
    <Faults {...place} />
  </>
);

export const Faults = (place: Place) => {
  const faults = faultsOf(place);
  return faults.length === 0 ? null : (
    <p class="error" id={`${idOf(place)}-error`}>
      {faults.map((fault) => capitalised(told(fault))).join('. ')}.
    </p>
  );
};

/** What ties a field to its words. */
export const described = (field: Field, place: Place) => {
  const id = idOf(place);
  const isWrong = faultsOf(place).length > 0;
  const by = [field.hint !== undefined && `${id}-hint`, isWrong && `${id}-error`].filter(Boolean).join(' ');
  return { id, 'aria-invalid': isWrong || undefined, 'aria-describedby': by || undefined };
};

export const Marks = ({ field }: { readonly field: Field }) => (
  <>
    {field.required === 'never' && <span class="mark-word">{say(texts.optional)}</span>}
    {field.personal && <span class="mark-word">{say(texts.personalValueEncrypted)}</span>}
  </>
);

export const Label = ({ field, place }: { readonly field: Field; readonly place: Place }) => (
  <label for={idOf(place)}>
    {field.label}
    {field.unit !== undefined && <span class="visually-hidden">, {field.unit}</span>}
    <Marks field={field} />
  </label>
);
