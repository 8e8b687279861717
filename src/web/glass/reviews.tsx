import type { GlassDto } from '../../api/glass/glass.dto.js';
import { OUTCOMES } from '../../glass/glass.js';
import { utc } from '../../reports/words.js';
import { ChoiceField, FormField, Refusal, stateOf } from '../cessation/form-field.js';
import { paths } from '../shell/paths.js';
import type { GlassView } from './glass-view.js';

const STATE = { open: 'to review', overdue: 'overdue', reviewed: 'reviewed' } as const;

const askedFor = ({ asked: { therapyId, serialNumber } }: GlassDto): string =>
  therapyId ?? `the pump ${serialNumber}`;

const Form = ({ item, returned }: { readonly item: GlassDto; readonly returned: GlassView['reviewing'] }) => {
  const own = returned?.id === item.id ? returned : undefined;
  const note = stateOf(own, '/note', 'note');
  return (
    <form method="post" action={paths.reviewGlass(item.id)} class="said" autocomplete="off">
      <Refusal
        returned={own}
        nothing="Nothing was recorded."
        fields={[
          ['/outcome', `outcome-${item.id}`, 'Outcome'],
          ['/note', `note-${item.id}`, 'Note'],
        ]}
      />
      <div class="fields">
        <ChoiceField
          id={`outcome-${item.id}`}
          name="outcome"
          label="Outcome"
          state={stateOf(own, '/outcome', 'outcome')}
          choices={OUTCOMES.map((outcome) => [outcome, outcome] as const)}
        />
        <FormField id={`note-${item.id}`} label="Note" state={note}>
          {(words) => <input name="note" size={48} value={note.typed} {...words} />}
        </FormField>
      </div>
      <button>Record the review</button>
    </form>
  );
};

const Item = ({ item, returned }: { readonly item: GlassDto; readonly returned: GlassView['reviewing'] }) => (
  <li class="card" id={item.id}>
    <p>
      <strong>{STATE[item.state]}</strong>: <bdi>{item.breaker.name ?? item.breaker.subject}</bdi> opened{' '}
      {item.therapyId === undefined ? (
        askedFor(item)
      ) : (
        <a href={paths.therapy(item.therapyId)}>{askedFor(item)}</a>
      )}{' '}
      at {utc(item.openedAt)} for {item.purpose}: {item.reason}
    </p>
    {item.review ? (
      <p>
        {item.review.outcome}, by <bdi>{item.review.by.name ?? item.review.by.subject}</bdi> at{' '}
        {utc(item.review.at)}: {item.review.note}
      </p>
    ) : (
      <>
        <p class="quiet">To be reviewed by {utc(item.reviewBy)}.</p>
        <Form item={item} returned={returned} />
      </>
    )}
  </li>
);

/** What an officer has to review, and reviewed. */
export const Reviews = ({ toReview, reviewing }: Pick<GlassView, 'toReview' | 'reviewing'>) =>
  toReview && (
    <section aria-labelledby="review-title">
      <h2 id="review-title">Broken glasses</h2>
      {toReview.length === 0 ? (
        <p>None.</p>
      ) : (
        <ul class="plain">
          {toReview.map((item) => (
            <Item key={item.id} item={item} returned={reviewing} />
          ))}
        </ul>
      )}
    </section>
  );
