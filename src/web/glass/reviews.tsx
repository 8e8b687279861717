import type { GlassDto } from '../../api/glass/glass.dto.js';
import { OUTCOMES } from '../../glass/glass.js';
import { utc } from '../../reports/words.js';
import { ChoiceField, FormField, Refusal, stateOf } from '../cessation/form-field.js';
import { paths } from '../shell/paths.js';
import type { GlassView } from './glass-view.js';
import { say } from '../../words/say.js';
import { ways as texts } from '../../words/texts/ways.js';

const STATE = { open: texts.toReview, overdue: texts.overdue, reviewed: texts.reviewed } as const;

const askedFor = ({ asked: { therapyId, serialNumber } }: GlassDto): string =>
  therapyId ?? say(texts.thePump, { serialNumber });

const Form = ({ item, returned }: { readonly item: GlassDto; readonly returned: GlassView['reviewing'] }) => {
  const own = returned?.id === item.id ? returned : undefined;
  const note = stateOf(own, '/note', 'note');
  return (
    <form method="post" action={paths.reviewGlass(item.id)} class="said" autocomplete="off">
      <Refusal
        returned={own}
        nothing={say(texts.nothingWasRecorded)}
        fields={[
          ['/outcome', `outcome-${item.id}`, texts.outcome],
          ['/note', `note-${item.id}`, texts.note],
        ]}
      />
      <div class="fields">
        <ChoiceField
          id={`outcome-${item.id}`}
          name="outcome"
          label={say(texts.outcome)}
          state={stateOf(own, '/outcome', 'outcome')}
          choices={OUTCOMES.map((outcome) => [outcome, outcome] as const)}
        />
        <FormField id={`note-${item.id}`} label={say(texts.note)} state={note}>
          {(words) => <input name="note" size={48} value={note.typed} {...words} />}
        </FormField>
      </div>
      <button>{say(texts.recordTheReview)}</button>
    </form>
  );
};

const Item = ({ item, returned }: { readonly item: GlassDto; readonly returned: GlassView['reviewing'] }) => (
  <li class="card" id={item.id}>
    <p>
      {say(texts.openedAtFor, {
        state: <strong>{say(STATE[item.state])}</strong>,
        subject: <bdi>{item.breaker.name ?? item.breaker.subject}</bdi>,
        therapyId:
          item.therapyId === undefined ? (
            askedFor(item)
          ) : (
            <a href={paths.therapy(item.therapyId)}>{askedFor(item)}</a>
          ),
        openedAt: utc(item.openedAt),
        purpose: item.purpose,
        reason: item.reason,
      })}
    </p>
    {item.review ? (
      <p>
        {say(texts.byAt, {
          outcome: item.review.outcome,
          subject: <bdi>{item.review.by.name ?? item.review.by.subject}</bdi>,
          at: utc(item.review.at),
          note: item.review.note,
        })}
      </p>
    ) : (
      <>
        <p class="quiet">{say(texts.toBeReviewedBy, { reviewBy: utc(item.reviewBy) })}</p>
        <Form item={item} returned={returned} />
      </>
    )}
  </li>
);

/** What an officer has to review, and reviewed. */
export const Reviews = ({ toReview, reviewing }: Pick<GlassView, 'toReview' | 'reviewing'>) =>
  toReview && (
    <section aria-labelledby="review-title">
      <h2 id="review-title">{say(texts.brokenGlasses)}</h2>
      {toReview.length === 0 ? (
        <p>{say(texts.none)}</p>
      ) : (
        <ul class="plain">
          {toReview.map((item) => (
            <Item key={item.id} item={item} returned={reviewing} />
          ))}
        </ul>
      )}
    </section>
  );
