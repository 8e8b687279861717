import { lastAtOrBefore } from '../../infusion/delivery.js';
import type { Site } from '../../infusion/dose.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import type { Acting } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { isFall, isRise } from '../dose/daily-dose.js';
import { infusedDrugs } from '../dose/infused-drugs.js';
import { filledIn } from '../facts/named.js';
import { cessationsOf } from '../taper/cessations.js';
import { type Rule, finding } from './finding.js';

/** Something untoward was seen, and what the pump did then; what was seen is said by the event alone. */
export const adverseEvent: Rule = (context) =>
  context.events.flatMap((event) =>
    event.type === 'AdverseEventObserved'
      ? [
          finding({
            code: 'ADVERSE_EVENT',
            at: event.at,
            sites: ['reservoir', 'tip'],
            severity: event.data.serious ? 'critical' : 'info',
            detail: `${event.data.serious ? 'a serious' : 'an'} adverse event was observed; ${dosesThen(context, event.at)}; ${daysSince(context, event)}`,
            eventIds: [event.id],
          }),
        ]
      : [],
  );

function dosesThen(context: AuditContext, at: Instant): string {
  const running = infusedDrugs(context).flatMap((drug) => {
    const [reservoir, tip] = (['reservoir', 'tip'] as const).map((site) => doseThen(context, drug, site, at));
    return reservoir === 0 && tip === 0
      ? []
      : [`${drug} ran at ${words(reservoir!)} at the reservoir and ${words(tip!)} at the tip`];
  });
  return running.length > 0 ? running.join(', ') : 'no drug ran';
}

const words = (mcgPerDay: number): string =>
  Number.isNaN(mcgPerDay) ? 'a dose that is not known' : `${sixDigits(mcgPerDay)} mcg/day`;

function doseThen(context: AuditContext, drug: string, site: Site, at: Instant): number {
  const doses = context.uninterrupted(drug, site);
  return doses[lastAtOrBefore(doses, ({ start }) => start, at)]?.mcgPerDay ?? 0;
}

function daysSince(context: AuditContext, { at }: Acting<'AdverseEventObserved'>): string {
  const { events } = context;
  const filled = events.findLast((event) => event.at <= at && filledIn(event))?.at;
  const zero = cessationsOf(context).findLast(({ reachedZeroAt }) => reachedZeroAt <= at);
  return [
    since(at, lastChange(context, at), 'change of program or dose'),
    since(at, filled, 'fill'),
    since(at, zero?.reachedZeroAt, `cessation${zero ? ` (${zero.drug})` : ''}`),
  ].join(', ');
}

const since = (at: Instant, then: Instant | undefined, what: string): string =>
  then === undefined ? `no ${what} before` : `${sixDigits((at - then) / DAY_MS)} days since the last ${what}`;

function lastChange(context: AuditContext, at: Instant): Instant | undefined {
  const programs = context.events
    .filter(({ type }) => type === 'PumpReprogrammed' || type === 'TherapyTakenOver')
    .map((event) => event.at);
  const doses = infusedDrugs(context).flatMap((drug) =>
    context.uninterrupted(drug, 'reservoir').flatMap(({ start, mcgPerDay }, index, all) => {
      const before = all[index - 1]?.mcgPerDay ?? 0;
      return isFall(before, mcgPerDay) || isRise(before, mcgPerDay) ? [start] : [];
    }),
  );
  const last = Math.max(...[...programs, ...doses].filter((then) => then <= at));
  return Number.isFinite(last) ? last : undefined;
}
