import { at } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/*
 * case-report-2024: abrupt when falls within some 24 h (and 2 h of tolerance) add up to over 50 % of the baseline, or
 * those in the last 24 h (and 2 h) before zero to over 300 mcg/day; pass when each step is at most 300 mcg/day and 72 h
 * (2 h of tolerance) after the one before, and never where it is abrupt.
 */
/** The catheter was found to leak so many hours before the stop. */
const leaking = (hours: number) =>
  since(600).event(at(0, -hours), 'CatheterStudied', { method: 'ct', finding: 'leak' }).programmed(at(0), 0);

export const circumstances: readonly Attack[] = [
  {
    title: 'a catheter found faulty within 72 hours before',
    says: '`circumstance`: within 72 hours before the first fall a faulty catheter study, or a change of the catheter',
    history: () => leaking(71),
    stops: [['600>0 abrupt/fail', { circumstance: 'revision' }]],
  },
  {
    title: 'a catheter found faulty 73 hours before',
    says: '`circumstance`: within 72 hours before the first fall a faulty catheter study, or a change of the catheter',
    history: () => leaking(73),
    stops: [['600>0 abrupt/fail', { circumstance: null }]],
  },
  {
    title: 'a serious adverse event before the stop',
    says: 'or within 48 hours a `DOSE_SPIKE` or a serious adverse event',
    history: () =>
      since(600)
        .event(at(-1), 'AdverseEventObserved', { description: 'coma', serious: true })
        .programmed(at(0), 0),
    finds: ['ADVERSE_EVENT critical once'],
    stops: [['600>0 abrupt/fail', { circumstance: 'adverse-event' }]],
  },
  {
    // 600 to 200: 400 of 600, a step above 300.
    title: 'a reduction because of a serious adverse event',
    says: 'and lowers `ABRUPT_REDUCTION` on these falls to a warning',
    history: () =>
      since(600)
        .event(at(-1), 'AdverseEventObserved', { description: 'somnolence', serious: true })
        .programmed(at(0), 200)
        .programmed(at(3), 0),
    finds: ['ABRUPT_REDUCTION warning'],
    never: ['ABRUPT_REDUCTION critical'],
    stops: [['600>200>0 abrupt/fail', { circumstance: 'adverse-event', reservations: ['ABRUPT_REDUCTION'] }]],
  },
  {
    title: 'an adverse event that was not serious',
    says: '`ADVERSE_EVENT` info, critical when serious; `circumstance`: a serious adverse event',
    history: () =>
      since(600)
        .event(at(-1), 'AdverseEventObserved', { description: 'headache', serious: false })
        .programmed(at(0), 0),
    finds: ['ADVERSE_EVENT info once'],
    stops: [['600>0 abrupt/fail', { circumstance: null }]],
  },
  {
    title: 'the headline of a stop at once',
    says: '`headline`: { text, verdict, reservations, proven }, for the declared holiday, else the last cessation',
    history: () => doses(900, [0, 0]),
    holds: ({ headline }) => {
      expect(headline.verdict).toBe('abrupt');
      // Nothing was found in the reservoir yet.
      expect(headline.proven).toEqual({ reservoir: 'unconfirmed', tip: 'unconfirmed' });
      expect(headline.text.search(/reservoir/i)).toBeGreaterThanOrEqual(0);
      expect(headline.text.search(/reservoir/i)).toBeLessThan(headline.text.search(/tip/i));
    },
  },
  {
    title: 'the headline of a declared holiday, and another stop after it',
    says: 'for the declared holiday, else the last cessation',
    history: () =>
      since(600)
        .event(at(-1), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
        .programmed(at(0), 300)
        .programmed(at(3), 0)
        .programmed(at(5), 200)
        .programmed(at(8), 0),
    stops: [
      ['600>300>0 tapered/pass', { declared: true }],
      ['200>0 abrupt/fail', { declared: false }],
    ],
    holds: ({ headline }) => expect(headline.verdict).toBe('tapered'),
  },
  {
    title: 'the headline where nothing was stopped',
    says: '`verdict` null and a sentence where nothing was stopped',
    history: () => since(200),
    holds: ({ headline }) => {
      expect(headline.verdict).toBeNull();
      expect(headline.text.length).toBeGreaterThan(20);
    },
  },
];
