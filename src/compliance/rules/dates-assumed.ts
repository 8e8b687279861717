import { type Rule, finding } from './finding.js';

/** What the answer rests on that its source only assumed. */
export const datesAssumed: Rule = ({ acted }) => {
  const assumed = acted.filter(({ assertion }) => assertion === 'assumed');
  return assumed.length === 0
    ? []
    : [
        finding({
          code: 'DATES_ASSUMED',
          at: assumed[0]!.at,
          detail: `${assumed.length} ${assumed.length === 1 ? 'event rests' : 'events rest'} on assumptions of ${assumed.length === 1 ? 'its' : 'their'} source`,
          settledBy: 'the source of each of these events',
          eventIds: assumed.map(({ id }) => id),
        }),
      ];
};
