import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { utc } from '../../reports/words.js';
import { MAX_TEXT } from '../../therapy/events/fields/limits.js';
import { ACCEPTED_DATES } from '../../therapy/occurred-at.js';
import { paths } from '../shell/paths.js';
import { type CessationView, askedParameters } from './cessation-view.js';
import { ChoiceField, FormField, Refusal, stateOf } from './form-field.js';
import { say } from '../../words/say.js';
import { signing as texts } from '../../words/texts/signing.js';
import { told } from '../../words/told.js';

const FIELDS = [
  ['/data/inference', 'review-inference', texts.whatYouJudge],
  ['/data/outcome', 'review-outcome', texts.yourJudgement],
  ['/data/reason', 'review-reason', texts.reason],
  ['/occurredAt', 'review-on', texts.judgedOn],
] as const;

type Given = CessationView & { readonly findings: readonly FindingDto[] };

/** Judges the cessation, or a finding on it. */
export const ReviewForm = ({ therapyId, cessation, asked, key, today, reviewing, findings }: Given) => {
  const state = (pointer: string, name: string, first?: string) => stateOf(reviewing, pointer, name, first);
  const hidden = { ...askedParameters({ ...asked, knownAt: undefined }), key };
  const reason = state('/data/reason', 'reason');
  const reviewedOn = state('/occurredAt', 'reviewedOn', today);
  return (
    <form
      method="post"
      action={paths.reviewCessation(therapyId, cessation.id)}
      id="review"
      class="card said"
      aria-labelledby="review-title"
      autocomplete="off"
    >
      <h3 id="review-title">{say(texts.judgeWhatWasInferred)}</h3>
      <Refusal returned={reviewing} nothing={say(texts.nothingWasRecorded)} fields={FIELDS} />
      <p class="quiet">{say(texts.aReviewStandsBesideThe)}</p>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ''} />
      ))}
      <div class="fields">
        <ChoiceField
          id="review-inference"
          name="inference"
          label={say(texts.whatYouJudge)}
          state={state('/data/inference', 'inference', cessation.id)}
          choices={[
            [cessation.id, say(texts.thisCessationZero, { reachedZeroAt: utc(cessation.reachedZeroAt) })],
            ...findings.map(({ id, code, at }) => [id, `${code}, ${utc(at)}`] as const),
          ]}
        />
        <ChoiceField
          id="review-outcome"
          name="outcome"
          label={say(texts.yourJudgement)}
          state={state('/data/outcome', 'outcome')}
          choices={[
            ['confirmed', say(texts.confirmedItWasSo)],
            ['refuted', say(texts.refutedItWasNotSo)],
          ]}
        />
        <FormField
          id="review-on"
          label={say(texts.judgedOn)}
          hint={say(texts.utcDates, { dates: told(ACCEPTED_DATES) })}
          state={reviewedOn}
        >
          {(words) => <input name="reviewedOn" size={24} value={reviewedOn.typed} {...words} />}
        </FormField>
      </div>
      <FormField
        id="review-reason"
        label={say(texts.reason)}
        mark={say(texts.personalValueEncrypted)}
        hint={say(texts.n1ToCharacters, { most: MAX_TEXT })}
        state={reason}
      >
        {(words) => <input name="reason" value={reason.typed} {...words} />}
      </FormField>
      <button class="main">{say(texts.recordTheReview)}</button>
    </form>
  );
};
