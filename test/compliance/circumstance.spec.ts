import { type History, ms } from '../support/history.js';
import { VISIT, later, running } from './findings.js';

const cessation = (history: History) =>
  history.audit(later(480)).cessations.find(({ site }) => site === 'reservoir')!;
const kind = (history: History) => cessation(history).circumstance?.kind;
const ids = (history: History) => cessation(history).circumstance?.eventIds;

describe('why a drug may have been stopped', () => {
  it.each([
    ['a faulty catheter', 'CatheterStudied', { method: 'ct', finding: 'kink' }],
    ['a change of it', 'CatheterRevised', { reason: 'kink', segment: 'connector' }],
  ] as const)('%s within 72 hours before the first fall', (_, type, data) => {
    const stop = (hours: number) =>
      running(300).event(later(-hours), type, data, {}, 'why').programmed(VISIT, 0);
    expect(kind(stop(72))).toBe('revision');
    expect(ids(stop(72))).toEqual(['why']);
    expect(kind(stop(72.1))).toBeUndefined();
  });

  it('not a patent catheter, nor the first one', () => {
    const patent = running(300)
      .event(later(-1), 'CatheterStudied', { method: 'ct', finding: 'patent' })
      .programmed(VISIT, 0);
    expect(kind(patent)).toBeUndefined();
    const soon = new Date(ms('2021-01-01T00:00:00Z') + 48 * 3_600_000).toISOString();
    expect(kind(running(300).programmed(soon, 0))).toBeUndefined();
  });

  it('a serious adverse event within 48 hours before', () => {
    const stop = (hours: number, serious: boolean) =>
      running(300)
        .event(later(-hours), 'AdverseEventObserved', { description: 'coma', serious })
        .programmed(VISIT, 0);
    expect(kind(stop(48, true))).toBe('adverse-event');
    expect(kind(stop(48.1, true))).toBeUndefined();
    expect(kind(stop(1, false))).toBeUndefined();
  });

  it('an overdose within 48 hours before; it changes no verdict', () => {
    const spike = running(300).programmed(later(-8), 3000, {}).programmed(VISIT, 0);
    expect(cessation(spike)).toMatchObject({
      verdict: 'abrupt',
      circumstance: { kind: 'overdose' },
      // The rise into the spike and its end take each other back.
      baselineMcgPerDay: 300,
      steps: [{ at: ms(VISIT), fromMcgPerDay: 300, toMcgPerDay: 0 }],
    });
    const later48 = running(300)
      .programmed(later(-60), 3000)
      .programmed(later(-52), 300)
      .programmed(VISIT, 0);
    expect(cessation(later48).circumstance).toBeUndefined();
    expect(cessation(later48).baselineMcgPerDay).toBe(300);
  });

  it('a spike within a taper is no step of it', () => {
    const history = running(900)
      .programmed(later(-144), 600)
      .programmed(later(-72), 300)
      .programmed(later(-40), 3000)
      .programmed(later(-32), 320)
      .programmed(VISIT, 0);
    expect(
      cessation(history).steps.map(({ fromMcgPerDay, toMcgPerDay }) => [fromMcgPerDay, toMcgPerDay]),
    ).toEqual([
      [900, 600],
      [600, 300],
      [300, 320],
      [320, 0],
    ]);
  });
});
