import type { ComponentChildren } from 'preact';
import type { Field } from './fields.js';
import { choiceLabel, itemLabel } from './labels.js';
import { Faults, type Given, Marks, Notes, type Place, described, faultsOf, idOf, member } from './place.js';
import { Simple } from './simple-field.js';
import { isBlank, isNone, NONE, type TypedObject, typedOf, variantKey } from './typed.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

const placeOf = ({ name, pointer, around }: Given): Place => ({ name, pointer, around });

const Together = ({ field, children, ...place }: Place & { field: Field; children: ComponentChildren }) => {
  const { id, ...words } = described(field, place);
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={words['aria-describedby']}>
      <legend>
        {field.label}
        <Marks field={field} />
      </legend>
      <Notes field={field} {...place} />
      {children}
    </fieldset>
  );
};

const Tick = ({ id, value, label, ...given }: Given & { id?: string; value: string; label: string }) => (
  <label class="tick">
    <input
      id={id}
      type="checkbox"
      name={given.name}
      value={value}
      checked={(given.typed as readonly string[]).includes(value)}
    />{' '}
    {label}
  </label>
);

const Choices = ({
  choices,
  mayBeNone,
  ...given
}: Given & { readonly choices: readonly string[]; readonly mayBeNone: boolean }) => (
  <Together {...given}>
    <div class="ticks">
      {choices.map((code) => (
        <Tick key={code} {...given} value={code} label={choiceLabel(code)} />
      ))}
      {mayBeNone && <Tick {...given} value={NONE} label={say(texts.none)} />}
    </div>
  </Together>
);

const dates = (): string => say(texts.dateExamples);

/** As exactly as it is known: a date in one field, or in two the limits within which it lies. */
const When = (given: Given) => {
  const { field, ...place } = given;
  const typed = given.typed as TypedObject;
  const part = (name: string, label: string): Given => ({
    ...(name === 'at' ? place : member(place, name)),
    field: { name, label, kind: 'text', isLong: false, verbatim: false, required: 'always', personal: false },
    typed: typed[name]!,
  });
  const hint = say(texts.asExactlyAsItIs, { dates: dates() });
  const at = part('at', field.label);
  const limits = [part('earliest', say(texts.earliest)), part('latest', say(texts.latest))];
  const isOpen = limits.some((limit) => !isBlank(limit.typed) || faultsOf(limit).length > 0);
  return (
    <div class="when">
      <Simple {...at} field={{ ...at.field, hint }} />
      <details open={isOpen}>
        <summary>{say(texts.knownOnlyWithinLimits)}</summary>
        <p class="hint">{say(texts.leaveTheDateAboveBlank, { dates: dates() })}</p>
        <div class="pair">
          {limits.map((limit) => (
            <Simple key={limit.name} {...limit} />
          ))}
        </div>
      </details>
    </div>
  );
};

/** Rows that are offered in a list in which nothing is typed yet. */
const BLANK_ROWS = { needed: 4, optional: 1 } as const;

const List = ({ fields, ...given }: Given & { readonly fields: readonly Field[] }) => {
  const { field, name, around } = given;
  const isKnownEmpty = isNone(given.typed);
  const typed = isKnownEmpty ? [] : (given.typed as readonly TypedObject[]);
  const blanks = field.required === 'always' ? BLANK_ROWS.needed : BLANK_ROWS.optional;
  const rows = typed.length > 0 ? typed : Array.from({ length: blanks }, () => typedOf(fields, undefined));
  const maxItems = field.kind === 'list' ? field.maxItems : rows.length;
  return (
    <Together {...given}>
      {isKnownEmpty && <input type="hidden" name={name} value={NONE} />}
      {rows.map((row, index) => (
        <fieldset class="row" key={index}>
          <legend>{itemLabel(field.label, index)}</legend>
          <Fields
            fields={fields}
            typed={row}
            {...member(given, index)}
            focusFirst={around.grown === name && index === rows.length - 1}
          />
        </fieldset>
      ))}
      <p class="hint">{isKnownEmpty ? say(texts.recordedAsNoneItStays) : say(texts.rowsLeftBlankDoNot)}</p>
      {rows.length < maxItems && (
        <button name="action" value={`add ${name}`}>
          {say(texts.add, { item: itemLabel(field.label, rows.length).toLowerCase() })}
        </button>
      )}
    </Together>
  );
};

type Variants = ReadonlyMap<string, readonly Field[]>;

/** Each variant's fields stand below its button; a style sheet hides those of variants that are not chosen. */
const Union = ({ by, variants, ...given }: Given & { readonly by: string; readonly variants: Variants }) => {
  const typed = given.typed as TypedObject;
  const tag = member(given, by);
  const inVariant = (one: string): Place => ({
    name: `${given.name}/${variantKey(one)}`,
    pointer: typed[by] === one ? given.pointer : undefined,
    around: given.around,
  });
  const only = variants.size === 1 ? [...variants][0] : undefined;
  if (only)
    return (
      <Together {...given}>
        <input type="hidden" name={tag.name} value={only[0]} />
        <Fields fields={only[1]} typed={typed[variantKey(only[0])] as TypedObject} {...inVariant(only[0])} />
      </Together>
    );
  return (
    <Together {...given}>
      <div id={idOf(tag)} tabIndex={-1}>
        <Faults {...tag} />
        {[...variants].map(([one, fields]) => (
          <div class="variant" key={one}>
            <label class="tick">
              <input type="radio" name={tag.name} value={one} checked={typed[by] === one} />{' '}
              {choiceLabel(one)}
            </label>
            <div class="of-variant">
              <Fields fields={fields} typed={typed[variantKey(one)] as TypedObject} {...inVariant(one)} />
            </div>
          </div>
        ))}
      </div>
    </Together>
  );
};

/** Whatever a field asks for. */
export const Control = (given: Given) => {
  const { field } = given;
  switch (field.kind) {
    case 'fixed':
      return <input type="hidden" name={given.name} value={given.typed as string} />;
    case 'when':
      return <When {...given} />;
    case 'choices':
      return <Choices {...given} choices={field.choices} mayBeNone={field.mayBeNone} />;
    case 'list':
      return <List {...given} fields={field.fields} />;
    case 'union':
      return <Union {...given} by={field.by} variants={field.variants} />;
    case 'group':
      return (
        <Together {...given}>
          <Fields fields={field.fields} typed={given.typed as TypedObject} {...placeOf(given)} />
        </Together>
      );
    case 'text':
    case 'number':
    case 'choice':
    case 'yes-no':
    case 'instant':
    case 'instants':
    case 'open':
      return <Simple {...given} />;
    default:
      return field satisfies never;
  }
};

/** The fields of an object. */
export const Fields = ({
  fields,
  typed,
  focusFirst = false,
  ...place
}: Place & {
  readonly fields: readonly Field[];
  readonly typed: TypedObject;
  readonly focusFirst?: boolean;
}) => (
  <>
    {fields.map((field, index) => (
      <Control
        key={field.name}
        field={field}
        typed={typed[field.name]!}
        focus={focusFirst && index === 0}
        {...member(place, field.name)}
      />
    ))}
  </>
);
