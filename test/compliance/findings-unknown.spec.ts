import { History, ms } from '../support/history.js';
import { days, refill, twenty } from './fills.js';
import { VISIT, found, later, running } from './findings.js';

const code = 'DELIVERY_UNKNOWN';

describe('DELIVERY_UNKNOWN, a pump without a fill or program', () => {
  const implanted = () => new History().registered().implanted(VISIT);

  it('for 24 hours', () => {
    expect(found(implanted(), code, later(23.99))).toEqual([]);
    expect(found(implanted(), code, later(24))).toMatchObject([
      { severity: 'warning', confidence: 'certain', at: ms(VISIT), eventIds: ['e2'] },
    ]);
    expect(found(implanted(), code, later(24))[0]!.detail).toContain('no fill or program is on record');
    expect(found(implanted().filled(VISIT), code, later(24))[0]!.detail).toContain('no program is on record');
  });

  it('not where it was filled and programmed, or read, within them', () => {
    const started = (hours: number) => implanted().filled(VISIT).programmed(later(hours), 100);
    expect(found(started(23.9), code, later(48))).toEqual([]);
    expect(found(started(24), code, later(48))).toMatchObject([{ until: ms(later(24)) }]);
    const read = implanted()
      .filled(VISIT)
      .event(later(2), 'PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 100 } });
    expect(found(read, code, later(48))).toEqual([]);
    expect(found(implanted().programmed(VISIT, 0), code, later(48))).toEqual([]);
  });

  it('nor where it was taken out before', () => {
    const out = implanted().event(later(20), 'PumpExplanted', { reason: 'infection' });
    expect(found(out, code, later(48))).toEqual([]);
  });

  it('possible where the dates leave less', () => {
    const history = new History()
      .registered()
      .implanted('2021-02')
      .filled('2021-02-10T00:00:00Z')
      .programmed('2021-02-10T00:00:00Z', 100);
    expect(found(history, code, '2021-02-20T00:00:00Z')).toMatchObject([{ confidence: 'possible' }]);
  });
});

describe('DELIVERY_UNKNOWN, nothing recorded for long', () => {
  it('half a year at least', () => {
    const history = () => running(300);
    const due = ms('2021-01-01T00:00:00Z') + 180 * 86_400_000;
    expect(found(history(), code, new Date(due - 1).toISOString())).toEqual([]);
    expect(found(history(), code, new Date(due).toISOString())).toMatchObject([
      { severity: 'warning', at: ms('2021-01-01T00:00:00Z'), eventIds: ['e5'] },
    ]);
  });

  it('twice as long as is usual', () => {
    // Each 120 days: 240 days are twice that.
    const seldom = [120, 240, 360].reduce(
      (history, day) => history.event(days(day), 'ReservoirRefilled', refill(20), {}, `fill ${day}`),
      running(50).event(VISIT, 'ReservoirRefilled', refill(20)),
    );
    expect(found(seldom, code, days(599.9))).toEqual([]);
    expect(found(seldom, code, days(600))).toMatchObject([{ at: ms(days(360)), eventIds: ['fill 360'] }]);
    expect(found(seldom, code, days(600))[0]!.detail).toContain('where 120 are usual');
  });

  it('in between, until it is recorded again', () => {
    const history = twenty()
      .event(days(30), 'ReservoirRefilled', refill(20), {}, 'before')
      .event(days(211), 'ReservoirRefilled', refill(20), {}, 'after')
      .event(days(241), 'ReservoirRefilled', refill(20));
    expect(found(history, code, days(242))).toMatchObject([
      { at: ms(days(30)), until: ms(days(211)), eventIds: ['before', 'after'] },
    ]);
  });

  it('not where no pump was in place, nor after the end', () => {
    const out = running(300).event(VISIT, 'PumpExplanted', { reason: 'infection' });
    expect(found(out, code, days(400))).toEqual([]);
    const dead = running(300).event(VISIT, 'TherapyEnded', { reason: 'death' });
    expect(found(dead, code, days(400))).toEqual([]);
  });
});

describe('DELIVERY_UNKNOWN, before the first pump event was recorded', () => {
  const known = new History()
    .recordedAt('2021-01-01T00:00:00Z')
    .registered()
    .recordedAt('2021-03-01T00:00:00Z')
    .implanted(VISIT)
    .filled(VISIT)
    .programmed(VISIT, 100);
  const asked = (knownAt: string) =>
    known.audit('2021-03-05T00:00:00Z', { knownAt }).findings.filter((one) => one.code === code);

  it('says that nobody can tell', () => {
    expect(asked('2021-02-20T00:00:00Z')).toMatchObject([{ severity: 'warning', eventIds: ['e1'] }]);
    expect(asked('2021-03-01T00:00:00Z')).toEqual([]);
  });

  it('also where nothing at all was', () => {
    expect(asked('2020-12-01T00:00:00Z')).toMatchObject([{ severity: 'warning', eventIds: [] }]);
  });

  it('not on the day on which it is registered, nor where it ended without a pump', () => {
    const registered = () => new History().event(VISIT, 'TherapyRegistered', REGISTERED);
    expect(found(registered(), code, later(23))).toEqual([]);
    expect(found(registered(), code, later(24))).toHaveLength(1);
    const ended = registered().event(later(2), 'TherapyEnded', { reason: 'other' });
    expect(found(ended, code, later(48))).toEqual([]);
  });
});

const REGISTERED = { patientPseudonym: 'p', indication: 'spasticity', aetiology: 'stroke' };
