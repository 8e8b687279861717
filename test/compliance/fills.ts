import { History } from '../support/history.js';
import { VISIT, later } from './findings.js';

export const refill = (filledVolumeMl: number, more: object = {}) => ({
  drug: 'baclofen',
  concentrationMcgPerMl: 2000,
  filledVolumeMl,
  ...more,
});
export const days = (count: number): string => later(24 * count);

/** 20 mL at 0.5 mL/day from the visit on: after 36 days 2 mL are left. */
export const twenty = (pump: object = {}): History =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z', pump)
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 1000)
    .event(VISIT, 'ReservoirRefilled', refill(20), {}, 'fill');
export const aspirated = (aspiratedVolumeMl: number, afterDays = 36, pump: object = {}): History =>
  twenty(pump).event(days(afterDays), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }), {}, 'next');
