import { fieldErrors } from '../../src/therapy/checker.js';
import { PumpInterrogated } from '../../src/therapy/events/pump-interrogated.js';
import { decided, running } from './deciding.js';

const at = (time: string) => `2021-03-10T${time}Z`;
const faults = (shows: object) =>
  fieldErrors({ shows }, PumpInterrogated).map(({ pointer, detail }) => `${pointer} ${detail}`);
const asked = (more: object) => ({
  patientBoluses: { since: at('08:00:00'), count: 2, doseMcg: 10, durationMinutes: 5, ...more },
});

test('what a pump shows may be nothing at all', () => {
  expect(fieldErrors({}, PumpInterrogated)).toEqual([]);
  expect(faults({})).toEqual([]);
});

test('a stall does not end before it began', () => {
  const stall = (from: string, to: string) => faults({ motorStalls: [{ from, to }] });
  expect(stall(at('08:00:00'), at('08:00:00'))).toEqual([]);
  expect(stall(at('08:00:00'), '2021-03-10T08:59:00+01:00')).toEqual([
    '/shows/motorStalls/0/to must not be before from',
  ]);
});

test('the boluses that are dated are at most those counted, and none is before the count began', () => {
  expect(faults(asked({ at: [] }))).toEqual([]);
  expect(faults(asked({ at: [at('08:00:00'), at('09:00:00')] }))).toEqual([]);
  expect(faults(asked({ at: [at('08:00:00'), at('09:00:00'), at('10:00:00')] }))).toEqual([
    '/shows/patientBoluses/at must have at most count instants',
  ]);
  expect(faults(asked({ at: [at('07:59:59')] }))).toEqual([
    '/shows/patientBoluses/at must have no instant before since',
  ]);
  expect(faults(asked({ count: 0 }))).toEqual([]);
  expect(faults(asked({ count: 10_000 }))).toEqual([]);
  for (const count of [10_001, -1, 1.5])
    expect(faults(asked({ count }))).toEqual([
      '/shows/patientBoluses/count must be a whole number of boluses from 0 to 10000',
    ]);
});

test('instants have an offset', () => {
  for (const wrong of ['2021-03-10', '2021-03-10T08:00:00', 'yesterday']) {
    expect(faults({ stoppedSince: wrong })).toHaveLength(1);
    expect(faults(asked({ at: [wrong] }))).toHaveLength(1);
  }
});

describe('nothing is shown that lies after the reading', () => {
  const refused = (shows: object, when: string) => decided(running(), [when, 'PumpInterrogated', { shows }]);
  const late = at('12:00:01');

  it.each<[string, object]>([
    ['/data/shows/stoppedSince', { stoppedSince: late }],
    ['/data/shows/motorStalls/0/from', { motorStalls: [{ from: late }] }],
    [
      '/data/shows/motorStalls/1/to',
      { motorStalls: [{ from: at('01:00:00') }, { from: at('02:00:00'), to: late }] },
    ],
    ['/data/shows/patientBoluses/since', asked({ since: late })],
    ['/data/shows/patientBoluses/at/1', asked({ at: [at('09:00:00'), late] })],
  ])('%s', (pointer, shows) => {
    const refusal = refused(shows, at('12:00:00'));
    expect(refusal).toMatchObject({ code: 'SHOWN_AFTER_READING', pointer });
    expect(refusal?.message).toBe('must not be after the reading; 2021-03-10T12:00:01.000Z is');
    expect(refused(shows, late)).toBeUndefined();
    expect(refused(shows, '2021-03-10')).toBeUndefined();
    expect(refused(shows, '2021-03-09')).toMatchObject({ code: 'SHOWN_AFTER_READING', pointer });
  });
});
