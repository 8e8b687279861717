import { isHalt, tellsOfHalt } from '../../../src/compliance/doubt/dates/halts.js';
import { isOfThePump } from '../../../src/compliance/facts/last-record.js';
import { missingInWords, reservationsInWords } from '../../../src/compliance/summary/words.js';
import type { Gap } from '../../../src/compliance/gaps/gaps.js';
import type { ActingEvent } from '../../../src/therapy/acting-event.js';

const fact = (type: string, data: object = {}) => ({ type, data }) as ActingEvent;
const read = (shows?: object, alarms?: readonly string[]) => fact('PumpInterrogated', { shows, alarms });

describe('what tells that the pump stood', () => {
  it.each<[string, ActingEvent, boolean]>([
    ['an alarm of a stall', fact('PumpAlarmRaised', { alarm: 'motor-stall' }), true],
    ['an alarm that stops nothing', fact('PumpAlarmRaised', { alarm: 'low-reservoir' }), false],
    ['a reading without more', read(), false],
    ['a reading that shows it running', read({ mode: 'simple-continuous' }, []), false],
    ['a reading with an alarm', read(undefined, ['motor-stall']), true],
    ['a reading with a log of stalls', read({ motorStalls: [] }), true],
    ['a reading that says since when', read({ stoppedSince: '2021-01-01T00:00:00Z' }), true],
    ['a reading that shows a stall', read({ mode: 'motor-stalled' }), true],
    ['a program that looks like a reading', fact('PumpReprogrammed', { alarms: ['motor-stall'] }), false],
  ])('%s: %s', (_, one, isSo) => {
    expect([tellsOfHalt(one), isHalt(one)]).toEqual([isSo, isSo]);
  });

  it('a stall and its end are halts of their own', () => {
    for (const type of ['MotorStallDetected', 'MotorStallRecovered'])
      expect([tellsOfHalt(fact(type)), isHalt(fact(type))]).toEqual([false, true]);
  });
});

describe('what shows somebody at the pump, or the pump at work', () => {
  it.each<[string, ActingEvent, boolean]>([
    ['a fill', fact('ReservoirRefilled'), true],
    ['a stall', fact('MotorStallDetected'), true],
    ['the end of a stall', fact('MotorStallRecovered'), true],
    ['a test by the pump', fact('BolusTestPerformed', { route: 'pump' }), true],
    ['a bolus by the pump', fact('BolusGiven', { route: 'pump' }), true],
    ['a test by a puncture', fact('BolusTestPerformed', { route: 'lumbar-puncture' }), false],
    ['a bolus by a puncture', fact('BolusGiven', { route: 'lumbar-puncture' }), false],
    ['a tablet', fact('OralMedicationChanged', { route: 'pump' }), false],
  ])('%s: %s', (_, one, isSo) => expect(isOfThePump(one)).toBe(isSo));
});

describe('what is told of more than three', () => {
  const gaps = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ settledBy: { text: `t${index}` } }) as Gap);
  const proven = { reservoir: 'confirmed', tip: 'confirmed' } as const;

  it.each([
    [0, 'delivery confirmed at both sites'],
    [3, 'missing: t0; t1; t2; delivery confirmed at both sites'],
    [4, 'missing: t0; t1; t2; 1 more; delivery confirmed at both sites'],
    [6, 'missing: t0; t1; t2; 3 more; delivery confirmed at both sites'],
  ])('of %d gaps', (count, words) => expect(missingInWords(gaps(count), proven)).toBe(words));

  it('counts what is alike once', () => {
    expect(missingInWords([...gaps(3), ...gaps(3)], proven)).not.toContain('more');
  });

  it('counts reservations, and says how sure each kind is', () => {
    const one = { code: 'DOSE_SPIKE', severity: 'critical', confidence: 'certain' } as const;
    expect(reservationsInWords([])).toBe('no reservations');
    expect(reservationsInWords([one])).toBe('1 reservation: DOSE_SPIKE (critical)');
    expect(reservationsInWords([one, { ...one, confidence: 'possible' }])).toBe(
      '2 reservations: DOSE_SPIKE (critical), DOSE_SPIKE (critical, possible)',
    );
  });
});
