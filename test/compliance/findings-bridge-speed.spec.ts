import { ms } from '../support/history.js';
import { VISIT, bridge, found, later, running } from './findings.js';

describe('BRIDGE_TOO_FAST', () => {
  const fast = 'BRIDGE_TOO_FAST';
  /** 800 mcg of baclofen in the path of 0.4 mL, at 300 mcg/day before. */
  const bridged = (minutes: number, kind = 'bridge') =>
    running(300)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 10_000])
      .programmed(VISIT, 1000, bridge(0.4, minutes, kind));

  it('more than 1.5 times the dose before, with the hour before it', () => {
    // In h hours 800 mcg and 12.5 in the hour before, where 18.75 a hour are the most: 42.333 h.
    expect(found(bridged(Math.ceil(42.334 * 60) - 60), fast)).toHaveLength(1);
    expect(found(bridged(43.4 * 60), fast)).toEqual([]);
    expect(found(bridged(600), fast)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), until: ms(later(10)), sites: ['tip'], eventIds: ['e7', 'e6'] },
    ]);
    expect(found(bridged(20, 'priming'), fast)).toHaveLength(1);
  });

  it('once more was given than the whole of it may give', () => {
    // 11 h at 18.75 are 206.25; 80 mcg an hour after 12.5: passed after 2.42 h.
    expect(found(bridged(600), fast, later(2.4))).toEqual([]);
    expect(found(bridged(600), fast, later(2.5))).toMatchObject([{ at: ms(VISIT) }]);
  });

  it('what fills a drug-free path gives nothing', () => {
    expect(found(running(300), fast)).toEqual([]);
    const replaced = (volumeMl: number) =>
      running(300)
        .event(VISIT, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
        .programmed(VISIT, 200, bridge(volumeMl, 20, 'priming'));
    expect(found(replaced(0.2), fast)).toEqual([]);
    // The tubing held drug already: the rest of the path's volume goes to the patient at once.
    expect(found(replaced(0.4), fast)).toHaveLength(1);
  });

  it('a dose of more than 7 days ago is no measure; the one to begin again with is', () => {
    const stopped = (days: number) =>
      running(600)
        .programmed(later(-24 * days), 0)
        .switched(VISIT, ['baclofen', 2000], ['morphine', 10_000])
        .programmed(VISIT, 1000, bridge(0.4, 60 * 60));
    // 800 mcg in 61 h: 900 mcg/day would be 2287, and 200 mcg/day 508.
    expect(found(stopped(7), fast)).toEqual([]);
    expect(found(stopped(8), fast)).toMatchObject([
      { detail: expect.stringContaining('200 mcg/day, the most to begin again with') as string },
    ]);
  });
});
