import type { EventEnvelope } from '../../answers/dto/envelope.dto.js';
import { dateAsStated } from '../../reports/when.js';
import { isRecordable } from '../../therapy/events/index.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { titleOf } from './types-offered.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

interface Given {
  readonly therapyId: string;
  readonly what: 'corrects' | 'voids';
  /** In order of revision. */
  readonly events: readonly EventEnvelope[];
  /** Whether no older ones were left out. */
  readonly areAll: boolean;
}

const WORDS = { corrects: texts.correctAnEvent, voids: texts.voidAnEvent } as const;

/** Corrections and voids are voided in their turn; a correction speaks of the event itself. */
const isOffered = (what: Given['what'], type: string): boolean => {
  if (!isRecordable(type)) return false;
  return what === 'voids'
    ? type !== 'TherapyRegistered'
    : type !== 'EventCorrected' && type !== 'EventVoided';
};

const named = ({ revision, type, occurredAt: { precision, earliest, latest } }: EventEnvelope): string => {
  const when = dateAsStated({ precision, earliest: Date.parse(earliest), latest: Date.parse(latest) });
  return `#${revision} ${isRecordable(type) ? titleOf(type) : type}, ${when}`;
};

/** Which event a correction or void is to speak of. */
export const choosePage = ({ therapyId, what, events, areAll }: Given): string =>
  pageOf({
    title: `${say(WORDS[what])} · ${therapyId}`,
    styles: ['record'],
    children: (
      <>
        <TherapyHeader therapyId={therapyId} current="record" />
        <h1>{say(WORDS[what])}</h1>
        <p>{say(texts.theEventStaysInThe)}</p>
        <form action={paths.record(therapyId)} class="record">
          <div class="field">
            <label for="event">{say(texts.whichEventTheLatestFirst)}</label>
            <select id="event" name={what}>
              {events
                .filter(({ type }) => isOffered(what, type))
                .toReversed()
                .map((event) => (
                  <option key={event.id} value={event.id}>
                    {named(event)}
                  </option>
                ))}
            </select>
            {!areAll && (
              <p class="hint">
                {say(texts.olderOnesAreReachedFrom, {
                  link: <a href={paths.log(therapyId)}>{say(texts.log)}</a>,
                })}
              </p>
            )}
          </div>
          <div class="actions">
            <button class="main">{say(texts.goOn)}</button>
            <a href={paths.record(therapyId)}>{say(texts.otherEvents)}</a>
          </div>
        </form>
      </>
    ),
  });
