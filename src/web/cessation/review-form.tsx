import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { utc } from '../../reports/words.js';
import { MAX_TEXT } from '../../therapy/events/fields/limits.js';
import { ACCEPTED_DATES } from '../../therapy/occurred-at.js';
import { paths } from '../shell/paths.js';
import { type CessationView, askedParameters } from './cessation-view.js';
import { ChoiceField, FormField, Refusal, stateOf } from './form-field.js';

const FIELDS = [
  ['/data/inference', 'review-inference', 'What you judge'],
  ['/data/outcome', 'review-outcome', 'Your judgement'],
  ['/data/reason', 'review-reason', 'Reason'],
  ['/occurredAt', 'review-on', 'Judged on'],
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
      <h3 id="review-title">Judge what was inferred</h3>
      <Refusal returned={reviewing} nothing="Nothing was recorded." fields={FIELDS} />
      <p class="quiet">
        A review stands beside the inference. It changes no dose, no verdict and no hash; what is wrong in the
        record itself is corrected in the log.
      </p>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ''} />
      ))}
      <div class="fields">
        <ChoiceField
          id="review-inference"
          name="inference"
          label="What you judge"
          state={state('/data/inference', 'inference', cessation.id)}
          choices={[
            [cessation.id, `this cessation, zero ${utc(cessation.reachedZeroAt)}`],
            ...findings.map(({ id, code, at }) => [id, `${code}, ${utc(at)}`] as const),
          ]}
        />
        <ChoiceField
          id="review-outcome"
          name="outcome"
          label="Your judgement"
          state={state('/data/outcome', 'outcome')}
          choices={[
            ['confirmed', 'confirmed: it was so'],
            ['refuted', 'refuted: it was not so'],
          ]}
        />
        <FormField id="review-on" label="Judged on" hint={`UTC: ${ACCEPTED_DATES}.`} state={reviewedOn}>
          {(words) => <input name="reviewedOn" size={24} value={reviewedOn.typed} {...words} />}
        </FormField>
      </div>
      <FormField
        id="review-reason"
        label="Reason"
        mark="personal value, encrypted"
        hint={`1 to ${MAX_TEXT} characters.`}
        state={reason}
      >
        {(words) => <input name="reason" value={reason.typed} {...words} />}
      </FormField>
      <button class="main">Record the review</button>
    </form>
  );
};
