import { eventTypes } from '../../therapy/events/index.js';
import { pageOf } from '../shell/page.js';
import { neededToRecord } from '../../access/recording.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { Comment } from './place.js';
import { GROUPS, titleOf } from './types-offered.js';

/** What can be recorded; the five events that the service exists for come first. */
export const listPage = (therapyId: string): string =>
  pageOf({
    title: `Record an event · ${therapyId}`,
    styles: ['record'],
    children: (
      <>
        <TherapyHeader therapyId={therapyId} current="record" />
        <h1>Record an event</h1>
        <p>
          Choose what happened. Refused is only what cannot have happened; what was unwise is recorded, and
          the audit says so.
        </p>
        {GROUPS.map(([group, types], index) => (
          <section key={group} aria-labelledby={`group-${index}`}>
            <h2 id={`group-${index}`}>{group}</h2>
            <ul class={index === 0 ? 'types first' : 'types'}>
              {types
                .filter((type) => type !== 'TherapyRegistered' && mayHere(neededToRecord(type)))
                .map((type) => (
                  <li key={type}>
                    <a href={paths.record(therapyId, { type })}>{titleOf(type)}</a>
                    <p>
                      <Comment text={eventTypes[type].description} />
                    </p>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
