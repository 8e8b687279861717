import { PURPOSES } from '../../glass/glass.js';
import { ChoiceField, FormField, Refusal, stateOf } from '../cessation/form-field.js';
import { paths } from '../shell/paths.js';
import type { GlassView } from './glass-view.js';

const IN_WORDS = {
  ETREAT: 'emergency: the patient is to be treated now',
  PATSFTY: 'safety of the patient',
} as const;

const FIELDS = [
  ['/therapyId', 'glass-therapy', 'Therapy'],
  ['/serialNumber', 'glass-serial', 'Serial number'],
  ['/purpose', 'glass-purpose', 'Purpose'],
  ['/reason', 'glass-reason', 'Reason'],
] as const;

/** Asks to see what one may not see otherwise. */
export const BreakForm = ({ breaking, therapyId }: Pick<GlassView, 'breaking' | 'therapyId'>) => {
  const state = (pointer: string, name: string, first?: string) => stateOf(breaking, pointer, name, first);
  const therapy = state('/therapyId', 'therapyId', therapyId);
  const serial = state('/serialNumber', 'serialNumber');
  const reason = state('/reason', 'reason');
  return (
    <form
      method="post"
      action={paths.glass()}
      class="card said"
      aria-labelledby="glass-title"
      autocomplete="off"
    >
      <h2 id="glass-title">See a therapy outside your reach</h2>
      <Refusal returned={breaking} nothing="Nothing was opened." fields={FIELDS} />
      <p>
        For an hour, or until you sign out, you see the pages of this one therapy. It is on record that you
        did, and an officer of its site reviews it. You log in once more before.
      </p>
      <div class="fields">
        <FormField id="glass-therapy" label="Therapy" mark="or the serial number" state={therapy}>
          {(words) => <input name="therapyId" size={24} value={therapy.typed} {...words} />}
        </FormField>
        <FormField id="glass-serial" label="Serial number of the pump in place" state={serial}>
          {(words) => <input name="serialNumber" size={24} value={serial.typed} {...words} />}
        </FormField>
        <ChoiceField
          id="glass-purpose"
          name="purpose"
          label="Purpose"
          state={state('/purpose', 'purpose')}
          choices={PURPOSES.map((purpose) => [purpose, IN_WORDS[purpose]] as const)}
        />
      </div>
      <FormField id="glass-reason" label="Reason" hint="10 to 200 characters." state={reason}>
        {(words) => <input name="reason" value={reason.typed} {...words} />}
      </FormField>
      <button class="main">Break the glass</button>
    </form>
  );
};
