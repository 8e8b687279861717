import type { ComponentChildren } from 'preact';
import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { paths } from '../shell/paths.js';
import { ACTIVITIES } from '../../register/worklist-question.js';
import { ACTIVITY } from './words.js';
import type { WorklistView } from './worklist-view.js';
import { say } from '../../words/say.js';
import { worklist as texts } from '../../words/texts/worklist.js';
import { told } from '../../words/told.js';

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | number | undefined;
  readonly options: readonly (readonly [value: string, words: string])[];
}

const Field = (props: {
  readonly name: string;
  readonly label: string;
  readonly children: ComponentChildren;
}) => (
  <div class="field">
    <label for={props.name}>{props.label}</label>
    {props.children}
  </div>
);

const Select = ({ name, label, value, options }: SelectProps) => (
  <Field name={name} label={label}>
    <select id={name} name={name}>
      {options.map(([one, words]) => (
        <option key={one} value={one} selected={String(value ?? '') === one}>
          {words}
        </option>
      ))}
    </select>
  </Field>
);

/** What is due, what comes first, and by whose figures. */
const Order = ({ query, worklist, policies }: Pick<WorklistView, 'query' | 'worklist' | 'policies'>) => (
  <>
    <Select
      name="due"
      label={say(texts.due)}
      value={query.due}
      options={[
        ['', say(texts.any)],
        ['0', say(texts.overdue)],
        ...[7, 30, 90].map((days) => [String(days), say(texts.withinDays, { days })] as const),
      ]}
    />
    <Select
      name="order"
      label={say(texts.first)}
      value={query.order}
      options={[
        ['attention', say(texts.mostPressing)],
        ['due', say(texts.dueSoonest)],
        ['last', say(texts.lastEvent)],
        ['therapy', say(texts.byId)],
      ]}
    />
    <Select
      name="policy"
      label={say(texts.byPolicy)}
      value={worklist.policy.id}
      options={policies.map((id) => [id, id] as const)}
    />
  </>
);

/** Search, filters and order, in the address: a worklist can be kept as a bookmark. */
export const Filters = ({ query, worklist, policies }: WorklistView) => (
  <form
    method="get"
    action={paths.worklist()}
    class="card fields"
    role="search"
    aria-label={say(texts.therapies)}
  >
    <Field name="search" label={say(texts.therapy)}>
      <input
        id="search"
        name="search"
        type="search"
        size={16}
        maxLength={MAX_ID}
        placeholder={say(texts.partOfItsId)}
        value={query.search ?? ''}
      />
    </Field>
    <Select
      name="drug"
      label={say(texts.drug)}
      value={query.drug}
      options={[['', say(texts.any)], ...worklist.drugs.map((drug) => [drug, drug] as const)]}
    />
    <Select
      name="activity"
      label={say(texts.pump)}
      value={query.activity}
      options={[
        ['', say(texts.any)],
        ...ACTIVITIES.map((activity) => [activity, say(ACTIVITY[activity])] as const),
      ]}
    />
    <Select
      name="severity"
      label={say(texts.openFindings)}
      value={query.severity}
      options={[
        ['', say(texts.any)],
        ['critical', told('critical')],
        ['warning', say(texts.warningOrGraver)],
        ['info', say(texts.atAll)],
      ]}
    />
    <Select
      name="review"
      label={say(texts.cessations)}
      value={query.review}
      options={[
        ['', say(texts.any)],
        ['open', say(texts.toReview)],
      ]}
    />
    <Order query={query} worklist={worklist} policies={policies} />
    <button class="main">{say(texts.show)}</button>
  </form>
);
