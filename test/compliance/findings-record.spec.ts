import { History, ms } from '../support/history.js';
import { DAY, VISIT, found, later, running } from './findings.js';

describe('RESERVOIR_RAN_EMPTY', () => {
  const code = 'RESERVOIR_RAN_EMPTY';
  /** 20 mL at 0.5 mL/day from the visit on: 40 days. */
  const twenty = () => running(1000).filled(VISIT, 2000, 20);
  const dryAt = ms(VISIT) + 40 * DAY;

  it('at that instant, with the fill that nobody renewed', () => {
    const [empty, ...others] = found(
      twenty().filled(new Date(dryAt + DAY).toISOString()),
      code,
      '2021-04-01T00:00:00Z',
    );
    expect(others).toEqual([]);
    expect(empty).toMatchObject({ severity: 'critical', eventIds: ['e6'] });
    expect(Math.abs(empty!.at - dryAt)).toBeLessThanOrEqual(1);
    expect(empty!.detail).toContain('no refill is recorded since 2021-02-01');
  });

  it('not when it was refilled in time, and not before it is empty', () => {
    const refilled = twenty().filled(new Date(dryAt - 1000).toISOString());
    expect(found(refilled, code, '2021-04-01T00:00:00Z')).toEqual([]);
    expect(found(twenty(), code, new Date(dryAt - 1000).toISOString())).toEqual([]);
    expect(found(twenty(), code, new Date(dryAt + 1000).toISOString())).toHaveLength(1);
  });

  it('at the volume that cannot be extracted', () => {
    const history = new History()
      .registered()
      .implanted(VISIT, { nonExtractableVolumeMl: 1.5 })
      .filled(VISIT, 2000, 20)
      .programmed(VISIT, 1000);
    const [empty] = found(history, code, '2021-04-01T00:00:00Z');
    expect(Math.abs(empty!.at - ms(VISIT) - 37 * DAY)).toBeLessThanOrEqual(1);
  });

  it('once for each fill, also when the motor stalls meanwhile', () => {
    const history = twenty()
      .event('2021-03-20T00:00:00Z', 'MotorStallDetected')
      .event('2021-03-21T00:00:00Z', 'MotorStallRecovered');
    expect(found(history, code, '2021-04-01T00:00:00Z')).toHaveLength(1);
  });

  it('not of a pump that stands still', () => {
    expect(found(twenty().programmed(later(1), 0), code, '2022-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('MOTOR_STALLED', () => {
  const code = 'MOTOR_STALLED';

  it('at that instant, with its recovery', () => {
    const history = running(300).event(VISIT, 'MotorStallDetected').event(later(2), 'MotorStallRecovered');
    expect(found(history, code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), eventIds: ['e6', 'e7'] },
    ]);
    expect(found(history, code, later(1))).toMatchObject([{ eventIds: ['e6'] }]);
    expect(found(history, code, later(-1))).toEqual([]);
  });

  it('also where none is recorded, by an alarm or a reading; an MRI is none', () => {
    expect(found(running(300).event(VISIT, 'MotorStallDetected'), code)).toMatchObject([
      { eventIds: ['e6'] },
    ]);
    expect(found(running(300).event(VISIT, 'MriPerformed', { fieldTesla: 1.5 }), code)).toEqual([]);
    const alarmed = running(300)
      .event(VISIT, 'PumpAlarmRaised', { alarm: 'motor-stall' })
      .event(later(1), 'PumpInterrogated', { alarms: ['motor-stall'] });
    expect(found(alarmed, code)).toMatchObject([{ at: ms(VISIT), eventIds: ['e6'] }]);
    const read = running(300).event(later(5), 'PumpInterrogated', {
      shows: { motorStalls: [{ from: VISIT, to: later(2) }] },
    });
    expect(found(read, code)).toMatchObject([{ at: ms(VISIT), eventIds: ['e6'] }]);
    expect(found(read, code)[0]!.detail).toContain('until 2021-02-01T12:00:00.000Z');
  });
});

describe('DATES_ASSUMED', () => {
  const code = 'DATES_ASSUMED';

  it('one for all that rests on assumptions, whatever it moves', () => {
    const history = running(300)
      .event(VISIT, 'MriPerformed', {}, { assertion: 'assumed' }, 'mri')
      .event(later(1), 'PumpInterrogated', { displayed: {} }, { assertion: 'derived' }, 'derived')
      .event(
        later(2),
        'PumpReprogrammed',
        { program: { mode: 'stopped' } },
        { assertion: 'assumed' },
        'stop',
      );
    expect(found(history, code)).toMatchObject([{ severity: 'info', eventIds: ['mri', 'stop'] }]);
  });

  it('not for what is stated or derived', () => {
    const history = running(300).event(VISIT, 'MriPerformed', {}, { assertion: 'derived' });
    expect(found(history, code)).toEqual([]);
  });
});

describe('LATE_ENTRY', () => {
  const code = 'LATE_ENTRY';
  const recorded = (
    recordedAt: string,
    kind: 'manual' | 'programmer-report' | 'publication' | 'import' | 'hl7',
  ) => running(300).recordedAt(recordedAt).event(VISIT, 'MriPerformed', {}, { kind }, 'mri');

  it.each(['manual', 'programmer-report', 'import', 'hl7'] as const)(
    'a %s recorded over 24 hours later',
    (kind) => {
      expect(found(recorded(later(24), kind), code)).toEqual([]);
      expect(found(recorded(later(24.01), kind), code)).toMatchObject([
        { severity: 'info', eventIds: ['mri'] },
      ]);
    },
  );

  it('not what was published, nor what came in a file, whatever its source says', () => {
    expect(found(recorded(later(1000), 'publication'), code)).toEqual([]);
    const inFile = recorded(later(1000), 'manual');
    inFile.events.push({ ...inFile.events.pop()!, via: 'import' });
    expect(found(inFile, code)).toEqual([]);
  });

  it('each correction and void, however soon and by whatever way', () => {
    const history = running(300)
      .event(VISIT, 'MriPerformed', {}, {}, 'mri')
      .event(VISIT, 'MriPerformed', {}, {}, 'second')
      .event('2026-01-01', 'EventVoided', { voids: 'mri', reason: 'x' }, {}, 'void')
      .event(
        '2026-01-01',
        'EventCorrected',
        {
          corrects: 'second',
          replacement: { type: 'MriPerformed', occurredAt: later(1), data: {} },
          reason: 'x',
        },
        { kind: 'publication' },
        'correction',
      );
    expect(found(history, code)).toMatchObject([{ at: ms(VISIT), eventIds: ['void', 'correction'] }]);
    expect(found(history, code, later(-1))).toEqual([]);
  });

  it('not a correction of what was said of an audit', () => {
    const history = running(300)
      .event(VISIT, 'InferenceReviewed', { inference: 'x', outcome: 'confirmed', reason: 'x' }, {}, 'review')
      .event('2026-01-01', 'EventVoided', { voids: 'review', reason: 'x' });
    expect(found(history, code)).toEqual([]);
  });

  it('counts from the latest instant at which it can have happened', () => {
    const day = (recordedAt: string) =>
      running(300).recordedAt(recordedAt).event('2021-02-01', 'MriPerformed', {}, { kind: 'manual' });
    expect(found(day('2021-02-02T23:59:59Z'), code)).toEqual([]);
    expect(found(day('2021-02-03T00:00:01Z'), code)).toHaveLength(1);
  });

  it('one for all', () => {
    const history = recorded(later(48), 'manual').event(
      later(2),
      'MriPerformed',
      {},
      { kind: 'manual' },
      'other',
    );
    expect(found(history, code)).toMatchObject([{ eventIds: ['mri', 'other'] }]);
  });
});

describe('ADVERSE_EVENT', () => {
  const code = 'ADVERSE_EVENT';
  const observed = (history: History, serious: boolean, at = VISIT) =>
    history.event(at, 'AdverseEventObserved', { description: 'a secret of the patient', serious });

  it('info, critical when serious, with both sites and no word of what was written', () => {
    expect(found(observed(running(300), false), code)).toMatchObject([
      { severity: 'info', at: ms(VISIT), sites: ['reservoir', 'tip'], eventIds: ['e6'] },
    ]);
    const [serious] = found(observed(running(300), true), code);
    expect(serious).toMatchObject({ severity: 'critical', confidence: 'certain' });
    expect(serious!.detail).not.toContain('secret');
  });

  it('with the doses then, and the days since the last change, fill and cessation', () => {
    // Switched two days before and not bridged: at 0.1 mL/day the path's 0.4 mL of baclofen leave the tip for 4 days.
    const switched = running(200)
      .switched(later(-48), ['baclofen', 2000], ['morphine', 2000])
      .programmed(later(-24), 200);
    const [one] = found(observed(switched, true), code);
    expect(one!.detail).toBe(
      'a serious adverse event was observed; baclofen ran at 0 mcg/day at the reservoir and 200 mcg/day at the tip, ' +
        'morphine ran at 200 mcg/day at the reservoir and 0 mcg/day at the tip; ' +
        '1 days since the last change of program or dose, 2 days since the last fill, ' +
        '2 days since the last cessation (baclofen)',
    );
  });

  it('where nothing ran, and before anything was done', () => {
    const [one] = found(observed(new History().registered(), false), code);
    expect(one!.detail).toBe(
      'an adverse event was observed; no drug ran; no change of program or dose before, no fill before, no cessation before',
    );
    const [stopped] = found(observed(running(300).programmed(later(-12), 0), false), code);
    expect(stopped!.detail).toContain(
      'no drug ran; 0.5 days since the last change of program or dose, 31.4167 days since the last fill, 0.5 days since the last cessation (baclofen)',
    );
  });

  it('a dose that nobody knows is not said to be none', () => {
    const history = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', {}, { model: 'home-made', volumeMl: undefined })
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 200);
    expect(found(observed(history, false), code)[0]!.detail).toContain(
      'baclofen ran at 200 mcg/day at the reservoir and a dose that is not known at the tip',
    );
  });
});
