import { PURPOSES } from '../../glass/glass.js';
import { ChoiceField, FormField, Refusal, stateOf } from '../cessation/form-field.js';
import { paths } from '../shell/paths.js';
import type { GlassView } from './glass-view.js';
import { say } from '../../words/say.js';
import { ways as texts } from '../../words/texts/ways.js';

const IN_WORDS = {
  ETREAT: texts.emergencyThePatientIsTo,
  PATSFTY: texts.safetyOfThePatient,
} as const;

const FIELDS = [
  ['/therapyId', 'glass-therapy', texts.therapy],
  ['/serialNumber', 'glass-serial', texts.serialNumber],
  ['/purpose', 'glass-purpose', texts.purpose],
  ['/reason', 'glass-reason', texts.reason],
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
      <h2 id="glass-title">{say(texts.seeATherapyOutsideYour)}</h2>
      <Refusal returned={breaking} nothing={say(texts.nothingWasOpened)} fields={FIELDS} />
      <p>{say(texts.forAnHourOrUntil)}</p>
      <div class="fields">
        <FormField
          id="glass-therapy"
          label={say(texts.therapy)}
          mark={say(texts.orTheSerialNumber)}
          state={therapy}
        >
          {(words) => <input name="therapyId" size={24} value={therapy.typed} {...words} />}
        </FormField>
        <FormField id="glass-serial" label={say(texts.serialNumberOfThePump)} state={serial}>
          {(words) => <input name="serialNumber" size={24} value={serial.typed} {...words} />}
        </FormField>
        <ChoiceField
          id="glass-purpose"
          name="purpose"
          label={say(texts.purpose)}
          state={state('/purpose', 'purpose')}
          choices={PURPOSES.map((purpose) => [purpose, say(IN_WORDS[purpose])] as const)}
        />
      </div>
      <FormField
        id="glass-reason"
        label={say(texts.reason)}
        hint={say(texts.n10To200Characters)}
        state={reason}
      >
        {(words) => <input name="reason" value={reason.typed} {...words} />}
      </FormField>
      <button class="main">{say(texts.breakTheGlass)}</button>
    </form>
  );
};
