import { eventsById } from '../context.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A study found the catheter faulty: since the last one that did not, nobody can tell what arrived. */
export const catheterFaultFound: Rule = (context) => {
  const revisions = context.events.filter(({ type }) => type === 'CatheterRevised');
  const revisedAt = new Set(revisions.map(({ at }) => at));
  return context.unverified.flatMap(({ eventId, from, to }): Finding[] => {
    const study = eventsById(context).get(eventId);
    if (study?.type !== 'CatheterStudied') return [];
    const since = Number.isFinite(from) ? `from ${showInstant(from)}` : 'from the beginning';
    const until = context.time.hasCome(to)
      ? `until it was ${revisedAt.has(to) ? 'revised' : 'replaced'} ${showInstant(to)}`
      : 'until it is replaced';
    return [
      finding({
        code: 'CATHETER_FAULT_FOUND',
        at: study.at,
        sites: ['tip'],
        cause: eventId,
        detail: `${study.data.method} found: ${study.data.finding}; ${since} ${until} the true dose at the tip lies between 0 and the computed one`,
        eventIds: [eventId],
      }),
    ];
  });
};
