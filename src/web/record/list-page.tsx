import { eventTypes } from '../../therapy/events/index.js';
import { pageOf } from '../shell/page.js';
import { neededToRecord } from '../../access/recording.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { Comment } from './place.js';
import { GROUPS, titleOf } from './types-offered.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';
import { told } from '../../words/told.js';

/** What can be recorded; the five events that the service exists for come first. */
export const listPage = (therapyId: string): string =>
  pageOf({
    title: say(texts.recordAnEvent, { therapyId }),
    styles: ['record'],
    children: (
      <>
        <TherapyHeader therapyId={therapyId} current="record" />
        <h1>{say(texts.recordAnEvent2)}</h1>
        <p>{say(texts.chooseWhatHappenedRefusedIs)}</p>
        {GROUPS.map(([group, types], index) => (
          <section key={group.en} aria-labelledby={`group-${index}`}>
            <h2 id={`group-${index}`}>{say(group)}</h2>
            <ul class={index === 0 ? 'types first' : 'types'}>
              {types
                .filter((type) => type !== 'TherapyRegistered' && mayHere(neededToRecord(type)))
                .map((type) => (
                  <li key={type}>
                    <a href={paths.record(therapyId, { type })}>{titleOf(type)}</a>
                    <p>
                      <Comment text={told(eventTypes[type].description)} />
                    </p>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
