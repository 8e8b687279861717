import { AuditTime } from '../../src/compliance/audit-time.js';
import { auditContext } from '../../src/compliance/context.js';
import { isEmptyShown } from '../../src/compliance/dose/empty-shown.js';
import { fillCourses } from '../../src/compliance/dose/fills.js';
import { caseReport2024 } from '../../src/compliance/policies/case-report-2024.js';
import { replay } from '../../src/infusion/replay.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { type History, ms } from '../support/history.js';
import { days, refill, twenty } from './fills.js';

/** 20 mL at 0.5 mL/day: low, at 2 mL, after 36 days; dry after 40; filled again after 50. */
const shown = (history: History, pump = 'fill', computedAt = ms(days(40))): boolean => {
  const { acting } = timelineOf(history.events);
  const context = auditContext(
    acting,
    replay(acting).delivery,
    new AuditTime(ms(days(100))),
    caseReport2024,
    acting,
  );
  return isEmptyShown(
    context,
    fillCourses(context).find(({ fill }) => fill.eventId === pump)!,
    computedAt,
  );
};
const refilled = (history: History, aspiratedVolumeMl?: number) =>
  history.event(days(50), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }), {}, 'next');
const alarmed = (day: number, alarm: string) =>
  refilled(twenty().event(days(day), 'PumpAlarmRaised', { alarm }));
const read = (day: number, data: object) => refilled(twenty().event(days(day), 'PumpInterrogated', data));
const readAfter = (hours: number, data: object) =>
  refilled(twenty()).event(days(50 + hours / 24), 'PumpInterrogated', data);

describe('that a reservoir computed dry was dry is shown', () => {
  it('by nothing that is not recorded', () => {
    expect(shown(refilled(twenty()))).toBe(false);
    expect(shown(twenty())).toBe(false);
  });

  it('by a volume at most 0.5 mL above what cannot be drawn out', () => {
    expect(shown(refilled(twenty(), 0.5))).toBe(true);
    const deep = (aspirated: number) => refilled(twenty({ nonExtractableVolumeMl: 1.4 }), aspirated);
    // 1.4 mL are left after 37.2 days.
    const computedAt = ms(days(37.2));
    expect(shown(deep(1.9), 'fill', computedAt)).toBe(true);
    expect(shown(deep(0), 'fill', computedAt)).toBe(true);
    const checked = (measuredVolumeMl: number) =>
      refilled(
        twenty().event(days(45), 'ReservoirVolumeChecked', { measuredVolumeMl, conclusion: 'deficit' }),
      );
    expect(shown(checked(0.3))).toBe(true);
    const explanted = twenty().event(days(50), 'PumpExplanted', { reason: 'end', aspiratedVolumeMl: 0.2 });
    expect(shown(explanted)).toBe(true);
  });

  it.each([
    ['empty-reservoir', 36.9, false],
    ['empty-reservoir', 37, true],
    ['empty-reservoir', 49, true],
    ['empty-reservoir', 51, false],
    // Low is computed after 36 days.
    ['low-reservoir', 32.9, false],
    ['low-reservoir', 33, true],
    ['low-reservoir', 49, true],
    ['low-reservoir', 51, false],
    ['motor-stall', 41, false],
  ])('%s after %d days: %s', (alarm, day, expected) => {
    expect(shown(alarmed(day, alarm))).toBe(expected);
  });

  it('by an alarm that was read, at its reading or as of when it says', () => {
    expect(shown(read(41, { alarms: ['empty-reservoir'] }))).toBe(true);
    expect(shown(read(30, { alarms: ['empty-reservoir'] }))).toBe(false);
    expect(shown(read(41, { alarms: ['low-reservoir'] }))).toBe(true);
    const since = (day: number) => ({ alarms: ['empty-reservoir'], shows: { stoppedSince: days(day) } });
    expect(shown(readAfter(2, since(42)))).toBe(true);
    expect(shown(readAfter(2, since(20)))).toBe(false);
  });

  it('by one that is read within a day after the fill that answered it', () => {
    expect(shown(readAfter(0.5, { alarms: ['empty-reservoir'] }))).toBe(true);
    expect(shown(readAfter(24, { alarms: ['low-reservoir'] }))).toBe(true);
    expect(shown(readAfter(25, { alarms: ['low-reservoir'] }))).toBe(false);
    const replaced = twenty()
      .event(days(50), 'PumpReplaced', {
        reason: 'end',
        pump: { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 20 },
      })
      .event(days(50.1), 'PumpInterrogated', { alarms: ['low-reservoir'] });
    // Another pump warns.
    expect(shown(replaced)).toBe(false);
  });

  it('not by an alarm of the fill before, at the instant of this one', () => {
    const history = twenty()
      .event(days(-1), 'PumpAlarmRaised', { alarm: 'low-reservoir' })
      .event(days(0), 'PumpAlarmRaised', { alarm: 'low-reservoir' });
    // Dry at once: 3 days before are before the fill.
    expect(shown(refilled(history), 'fill', ms(days(1)))).toBe(false);
  });
});
