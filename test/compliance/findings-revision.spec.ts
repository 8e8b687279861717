import { History, ms } from '../support/history.js';
import { VISIT, later, running } from './findings.js';

const under = (history: History, code: string, policy?: string, asOf = '2021-03-01T00:00:00Z') =>
  history.audit(asOf, { policy }).findings.filter((finding) => finding.code === code);

describe('DOSE_NOT_REDUCED_AFTER_REVISION', () => {
  const code = 'DOSE_NOT_REDUCED_AFTER_REVISION';
  const replaced = (history = running(300)) =>
    history.event(
      VISIT,
      'CatheterReplaced',
      { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } },
      {},
      'replaced',
    );

  it('as before, or higher', () => {
    expect(under(replaced().programmed(later(1), 296), code)).toEqual([]);
    // A move within 1 % is no change.
    expect(under(replaced().programmed(later(1), 299), code)).toHaveLength(1);
    expect(under(replaced().programmed(later(1), 300), code)).toMatchObject([
      { severity: 'warning', confidence: 'certain', at: ms(VISIT) },
    ]);
    const [higher] = under(replaced().programmed(later(1), 350), code);
    expect(higher!.eventIds).toEqual(['replaced', 'e7']);
    expect(higher!.detail).toMatch(/at 300 mcg\/day.*24 h later at 350 mcg\/day/);
    // Nobody programmed anything.
    expect(under(replaced(), code)).toHaveLength(1);
  });

  it('not where a study of the 90 days before found it patent, and none faulty', () => {
    const studied = (...studies: [at: string, finding: string][]) =>
      studies.reduce(
        (history, [at, finding]) => history.event(at, 'CatheterStudied', { method: 'x-ray', finding }),
        running(300),
      );
    expect(under(replaced(studied(['2021-01-20T00:00:00Z', 'patent'])), code)).toEqual([]);
    expect(under(replaced(studied(['2021-01-20T00:00:00Z', 'inconclusive'])), code)).toHaveLength(1);
    const both = studied(['2021-01-20T00:00:00Z', 'patent'], ['2021-01-25T00:00:00Z', 'leak']);
    expect(under(replaced(both), code)).toHaveLength(1);
    // 91 days before: says nothing of the catheter today.
    const long = new History()
      .running('2020-10-01T00:00:00Z', 300)
      .event('2020-11-02T09:00:00Z', 'CatheterStudied', { method: 'x-ray', finding: 'patent' });
    expect(under(replaced(long), code)).toHaveLength(1);
  });

  it('within 24 hours', () => {
    expect(under(replaced().programmed(later(24), 200), code)).toEqual([]);
    expect(under(replaced().programmed(later(24.01), 200), code)).toHaveLength(1);
    expect(under(replaced(), code, undefined, later(23.9))).toEqual([]);
    expect(under(replaced(), code, undefined, later(24))).toHaveLength(1);
    // Lowered an hour before the question, and it goes on.
    expect(under(replaced().programmed(later(23), 200), code, undefined, later(24))).toEqual([]);
  });

  it('a reduction that is taken back before 6 hours is none', () => {
    const twice = (hours: number) =>
      replaced()
        .programmed(later(1), 150)
        .programmed(later(1 + hours), 300);
    expect(under(twice(5.9), code)).toHaveLength(1);
    expect(under(twice(6), code)).toEqual([]);
  });

  it('stopped is below; a stop for the operation alone is not', () => {
    expect(under(replaced().programmed(later(1), 0), code)).toEqual([]);
    const around = replaced(running(300).programmed(later(-1), 0)).programmed(later(1), 300);
    expect(under(around, code)).toMatchObject([
      { detail: expect.stringContaining('at 300 mcg/day') as string },
    ]);
  });

  it('where nothing was delivered before, or nothing is in the pump, there is nothing to reduce', () => {
    expect(under(replaced(running(300).programmed(later(-48), 0)).programmed(later(1), 300), code)).toEqual(
      [],
    );
    expect(under(replaced(new History().registered()), code)).toEqual([]);
  });

  it('possible where the day is not known', () => {
    const history = running(300).event('2021-02', 'CatheterReplaced', {
      reason: 'leak',
      catheter: { model: '8731SC', volumeMl: 0.2 },
    });
    expect(under(history, code)).toMatchObject([{ confidence: 'possible' }]);
  });
});
