import { dateAsStated } from '../../reports/when.js';
import type { EventFound } from '../../answers/event-found.js';
import type { RecordableName } from '../../therapy/events/index.js';
import { isRecordable } from '../../therapy/events/index.js';
import { eventFields } from './event-form.js';
import type { Field } from './fields.js';
import { choiceLabel, itemLabel } from './labels.js';
import { isBlank, isNone, NONE, type Typed, type TypedObject, typedOf, variantKey } from './typed.js';
import { titleOf } from './types-offered.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

interface Line {
  readonly label: string;
  readonly value: string;
}

/** What was typed, line by line in words; nothing of what was left blank. */
export function linesOf(fields: readonly Field[], typed: TypedObject, within = ''): Line[] {
  return fields.flatMap((field) => {
    const given = typed[field.name]!;
    const label = within === '' ? field.label : `${within}: ${field.label.toLowerCase()}`;
    if (field.kind === 'fixed' || isBlank(given)) return [];
    return fieldLines(field, given, label);
  });
}

function fieldLines(field: Field, given: Typed, label: string): Line[] {
  switch (field.kind) {
    case 'group':
      return linesOf(field.fields, given as TypedObject, field.name === 'data' ? '' : label);
    case 'list':
      if (isNone(given)) return [{ label, value: say(texts.none) }];
      return (given as readonly TypedObject[]).flatMap((row, index) =>
        linesOf(field.fields, row, itemLabel(label, index)),
      );
    case 'union': {
      const { [field.by]: tag, ...variants } = given as TypedObject;
      const fields = field.variants.get(tag as string);
      const inside = fields ? linesOf(fields, variants[variantKey(tag as string)] as TypedObject) : [];
      return field.variants.size === 1 ? inside : [{ label, value: choiceLabel(tag as string) }, ...inside];
    }
    case 'when': {
      const { at, earliest, latest } = given as Readonly<Record<string, string>>;
      return [{ label, value: isBlank(at!) ? say(texts.betweenAnd, { earliest, latest }) : at! }];
    }
    case 'choices': {
      const chosen = (given as readonly string[]).filter((code) => code !== NONE).map(choiceLabel);
      return [{ label, value: chosen.join(', ') || say(texts.none) }];
    }
    case 'choice':
      return [{ label, value: choiceLabel(given as string) }];
    case 'yes-no':
      return [{ label, value: given === 'true' ? say(texts.yes) : say(texts.noWord) }];
    case 'instants':
      return [{ label, value: (given as string).trim().replaceAll(/\s*\n\s*/g, ', ') }];
    case 'text':
    case 'number':
    case 'instant':
    case 'open':
    case 'fixed':
      return [
        { label, value: field.unit === undefined ? (given as string) : `${given as string} ${field.unit}` },
      ];
    default:
      return field satisfies never;
  }
}

export const Lines = ({ lines }: { readonly lines: readonly Line[] }) => (
  <dl class="told">
    {lines.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** An event that a correction or void speaks of, as it counts now. */
export interface EventSummary {
  readonly type: RecordableName;
  readonly revision: number;
  readonly when: string;
  readonly lines: readonly Line[];
  /** Voided, so that it counts as never recorded. */
  readonly isVoided: boolean;
}

/** Undefined for what people said of the record, which no form speaks of. */
export function eventSummary({ recorded, now }: EventFound): EventSummary | undefined {
  const { type, occurredAt, data } = now ?? recorded;
  if (!isRecordable(type)) return undefined;
  const fields = eventFields(type).filter(({ name }) => name === 'data');
  return {
    type,
    revision: recorded.revision,
    when: dateAsStated({
      precision: occurredAt.precision,
      earliest: Date.parse(occurredAt.earliest),
      latest: Date.parse(occurredAt.latest),
    }),
    lines: linesOf(fields, typedOf(fields, { data })),
    isVoided: now === undefined,
  };
}

export const EventCard = ({ type, revision, when, lines, isVoided }: EventSummary) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">
      #{revision} {titleOf(type)}, {when}
    </h2>
    {isVoided && <p>{say(texts.itWasVoidedItCounts)}</p>}
    {lines.length > 0 && <Lines lines={lines} />}
  </section>
);
