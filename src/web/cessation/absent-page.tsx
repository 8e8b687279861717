import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { type Asked, askedParameters } from './cessation-view.js';

/** Shown where the audit under the chosen policy, asOf and knownAt has no such cessation. */
export const absentPage = (therapyId: string, asked: Asked): string => {
  const query = askedParameters(asked);
  return pageOf({
    title: `No such cessation · ${therapyId}`,
    children: (
      <>
        <TherapyHeader therapyId={therapyId} query={query} />
        <h1>No such cessation</h1>
        <p>
          The audit of this therapy, by this policy, as of this instant and with what was known then, has no
          such cessation. It may be there by what is known at another time: an event that is recorded,
          corrected or voided makes cessations come and go.
        </p>
        <p>
          <a href={paths.therapy(therapyId, query)}>The therapy, as of the same instant</a>,{' '}
          <a href={paths.therapy(therapyId)}>the therapy as it is now</a>
        </p>
      </>
    ),
  });
};
