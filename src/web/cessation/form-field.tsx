import type { ComponentChildren } from 'preact';
import type { Returned } from './cessation-view.js';
import { say } from '../../words/say.js';
import { signing as texts } from '../../words/texts/signing.js';
import type { Text } from '../../words/say.js';

/** What was typed into a field, and what is wrong with it. */
interface FieldState {
  readonly typed: string;
  readonly fault?: string;
}

export function stateOf(
  returned: Returned | undefined,
  pointer: string,
  name: string,
  first = '',
): FieldState {
  return { typed: returned?.typed.get(name) ?? first, fault: returned?.faults.get(pointer) };
}

interface Given {
  readonly id: string;
  readonly label: string;
  readonly mark?: string;
  readonly hint?: string;
  readonly state: FieldState;
  /** The control, tied to its words. */
  readonly children: (words: {
    readonly id: string;
    readonly 'aria-invalid': true | undefined;
    readonly 'aria-describedby': string | undefined;
  }) => ComponentChildren;
}

/** A control with its label, its hint and what is wrong with it. */
export const FormField = ({ id, label, mark, hint, state: { fault }, children }: Given) => {
  const by = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div class="field">
      <label for={id}>
        {label}
        {mark !== undefined && <span class="quiet"> {mark}</span>}
      </label>
      {children({
        id,
        'aria-invalid': fault === undefined ? undefined : true,
        'aria-describedby': by.length === 0 ? undefined : by.join(' '),
      })}
      {hint !== undefined && (
        <p class="hint quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p class="error" id={`${id}-error`}>
          {fault}
        </p>
      )}
    </div>
  );
};

interface ChoiceGiven extends Omit<Given, 'children'> {
  readonly name: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
}

export const ChoiceField = ({ name, choices, ...field }: ChoiceGiven) => (
  <FormField {...field}>
    {(words) => (
      <select name={name} {...words}>
        <option value="">{say(texts.choose)}</option>
        {choices.map(([value, text]) => (
          <option key={value} value={value} selected={value === field.state.typed}>
            {text}
          </option>
        ))}
      </select>
    )}
  </FormField>
);

/** Lists what is wrong in a refused form, with links to the fields. */
export const Refusal = ({
  returned,
  nothing,
  fields,
}: {
  readonly returned: Returned | undefined;
  readonly nothing: string;
  readonly fields: readonly (readonly [pointer: string, id: string, label: Text])[];
}) => {
  if (!returned) return null;
  const wrong = fields.filter(([pointer]) => returned.faults.has(pointer));
  return (
    <div class="refused card" role="alert" tabIndex={-1} autofocus>
      <p>
        <strong>{nothing}</strong> {returned.problem}
      </p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map(([pointer, id, label]) => (
            <li key={pointer}>
              <a href={`#${id}`}>
                {say(label)}: {returned.faults.get(pointer)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
