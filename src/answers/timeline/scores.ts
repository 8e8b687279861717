import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { datedOf } from './dated.js';
import type { Score } from './therapy-timeline.js';

/** What was graded, also before and after a bolus. */
export function scoresOf(events: readonly ActingEvent[]): Score[] {
  const scores = events.flatMap((event): Score[] => {
    if (event.type === 'SpasticityAssessed') {
      const { scale, low, high = low } = event.data;
      return [{ ...datedOf(event), scale, low, high, when: 'assessed' }];
    }
    if (event.type !== 'BolusTestPerformed') return [];
    return (event.data.assessments ?? []).flatMap(({ scale, before, after, hoursAfter = 0 }): Score[] => {
      const dated = datedOf(event);
      const later = hoursAfter * HOUR_MS;
      const { at, earliest, latest } = dated;
      const afterwards = { ...dated, at: at + later, earliest: earliest + later, latest: latest + later };
      return [
        ...(before === undefined
          ? []
          : [{ ...dated, scale, low: before, high: before, when: 'before-bolus' } as const]),
        ...(after === undefined
          ? []
          : [{ ...afterwards, scale, low: after, high: after, when: 'after-bolus' } as const]),
      ];
    });
  });
  return scores.toSorted((a, b) => a.at - b.at);
}
