import { isVerified, unverifiedTimes } from '../../src/compliance/doubt/verification.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { History, ms } from '../support/history.js';

const study = (finding: string) => ({ method: 'x-ray', finding });
const history = () =>
  new History()
    .running('2021-01-01T00:00:00Z', 300)
    .event('2021-01-05T00:00:00Z', 'CatheterStudied', study('patent'))
    .programmed('2021-01-06T00:00:00Z', 0)
    .event('2021-01-08T00:00:00Z', 'CatheterStudied', study('leak'));

describe('a catheter found faulty', () => {
  it('is unverified from the study before that found it patent', () => {
    const times = unverifiedTimes(timelineOf(history().events).acting);
    const verified = (from: string, to: string) => isVerified(times, ms(from), ms(to));
    expect(verified('2021-01-02T00:00:00Z', '2021-01-03T00:00:00Z')).toBe(true);
    expect(verified('2021-01-05T00:00:00Z', '2021-01-06T00:00:00Z')).toBe(false);
    expect(verified('2021-01-06T00:00:00Z', '2021-01-07T00:00:00Z')).toBe(false);
  });

  it('leaves the tip open in an audit as of a day before the fault was found, once it is known', () => {
    const then = history().audit('2021-01-07T12:00:00Z');
    expect(then.cessations[0]!.tip.verdict).toBe('undetermined');
    expect(then.cessations[0]!.tip.reasons.map(({ code }) => code)).toContain('CATHETER_UNVERIFIED');
    expect(then.assumptions.map(({ code }) => code)).toContain('CATHETER_UNVERIFIED');
    const before = history().audit('2021-01-04T00:00:00Z');
    expect(before.assumptions.map(({ code }) => code)).not.toContain('CATHETER_UNVERIFIED');
  });
});
