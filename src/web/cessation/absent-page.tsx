import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { type Asked, askedParameters } from './cessation-view.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';

/** Shown where the audit under the chosen policy, asOf and knownAt has no such cessation. */
export const absentPage = (therapyId: string, asked: Asked): string => {
  const query = askedParameters(asked);
  return pageOf({
    title: say(texts.noSuchCessation, { therapyId }),
    children: (
      <>
        <TherapyHeader therapyId={therapyId} query={query} />
        <h1>{say(texts.noSuchCessation2)}</h1>
        <p>{say(texts.theAuditOfThisTherapy)}</p>
        <p>
          <a href={paths.therapy(therapyId, query)}>{say(texts.theTherapyAsOfThe)}</a>,{' '}
          <a href={paths.therapy(therapyId)}>{say(texts.theTherapyAsItIs)}</a>
        </p>
      </>
    ),
  });
};
