import { choiceLabel } from './labels.js';
import { type Given, Label, Notes, described } from './place.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

const Select = ({
  field,
  typed,
  focus,
  choices,
  ...place
}: Given & { readonly choices: readonly Choice[] }) => (
  <select name={place.name} {...described(field, place)} autofocus={focus}>
    <option value="">{field.required === 'never' ? say(texts.notGiven) : say(texts.choose)}</option>
    {choices.map(([value, label]) => (
      <option key={value} value={value} selected={value === typed}>
        {label}
      </option>
    ))}
  </select>
);
type Choice = readonly [value: string, label: string];
const yesNo = (): readonly Choice[] => [
  ['true', say(texts.yes)],
  ['false', say(texts.noWord)],
];

/** A browser drops the first line break of a text area, and shows a line break in no other field. */
const Text = ({ field, typed, focus, ...place }: Given) => {
  const text = typed as string;
  const isLong =
    field.kind === 'open' ||
    field.kind === 'instants' ||
    (field.kind === 'text' && field.isLong) ||
    text.includes('\n');
  const given = { name: place.name, ...described(field, place), autofocus: focus };
  if (isLong)
    return (
      <textarea {...given} rows={4}>
        {`\n${text}`}
      </textarea>
    );
  const inputMode = field.kind === 'number' ? 'decimal' : undefined;
  return <input {...given} type="text" inputMode={inputMode} value={text} />;
};

const One = (given: Given) => {
  const { field } = given;
  if (field.kind === 'choice')
    return <Select {...given} choices={field.choices.map((code) => [code, choiceLabel(code)])} />;
  return field.kind === 'yes-no' ? <Select {...given} choices={yesNo()} /> : <Text {...given} />;
};

/** A field of one value, with its words. */
export const Simple = (given: Given) => (
  <div class={`field ${given.field.kind}`}>
    <Label field={given.field} place={given} />
    <span class="with-unit">
      <One {...given} />
      {given.field.unit !== undefined && (
        <span class="unit" aria-hidden="true">
          {given.field.unit}
        </span>
      )}
    </span>
    <Notes {...given} />
  </div>
);
