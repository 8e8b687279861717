import type { ComponentChildren } from 'preact';
import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { paths } from '../shell/paths.js';
import { ACTIVITIES } from '../../register/worklist-question.js';
import { ACTIVITY } from './words.js';
import type { WorklistView } from './worklist-view.js';

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

const ANY = ['', 'any'] as const;

/** Search, filters and order, in the address: a worklist can be kept as a bookmark. */
export const Filters = ({ query, worklist, policies }: WorklistView) => (
  <form method="get" action={paths.worklist()} class="card fields" role="search" aria-label="Therapies">
    <Field name="search" label="Therapy">
      <input
        id="search"
        name="search"
        type="search"
        size={16}
        maxLength={MAX_ID}
        placeholder="part of its id"
        value={query.search ?? ''}
      />
    </Field>
    <Select
      name="drug"
      label="Drug"
      value={query.drug}
      options={[ANY, ...worklist.drugs.map((drug) => [drug, drug] as const)]}
    />
    <Select
      name="activity"
      label="Pump"
      value={query.activity}
      options={[ANY, ...ACTIVITIES.map((activity) => [activity, ACTIVITY[activity]] as const)]}
    />
    <Select
      name="severity"
      label="Open findings"
      value={query.severity}
      options={[ANY, ['critical', 'critical'], ['warning', 'warning or graver'], ['info', 'at all']]}
    />
    <Select name="review" label="Cessations" value={query.review} options={[ANY, ['open', 'to review']]} />
    <Select
      name="due"
      label="Due"
      value={query.due}
      options={[
        ANY,
        ['0', 'overdue'],
        ...[7, 30, 90].map((days) => [String(days), `within ${days} days`] as const),
      ]}
    />
    <Select
      name="order"
      label="First"
      value={query.order}
      options={[
        ['attention', 'most pressing'],
        ['due', 'due soonest'],
        ['last', 'last event'],
        ['therapy', 'by id'],
      ]}
    />
    <Select
      name="policy"
      label="By policy"
      value={worklist.policy.id}
      options={policies.map((id) => [id, id] as const)}
    />
    <button class="main">Show</button>
  </form>
);
