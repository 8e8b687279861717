import { History } from '../../support/history.js';
import { askedAt, checksAt } from './asked.js';

const at = (day: number, time = '10:00') => `2026-03-${String(day).padStart(2, '0')}T${time}:00Z`;
/** Baclofen 2000 mcg/mL, 400 mcg/day: 0.2 mL/day; the path has 0.4 mL. */
const running = () => new History().running(at(1), 400);
const program = (dailyDoseMcg: number, startsWith?: object, more: object = {}) => ({
  program: { mode: 'simple-continuous', dailyDoseMcg, ...(startsWith && { startsWith }), ...more },
});
const bridge = (volumeMl: number, durationMinutes: number, kind = 'bridge') => ({
  kind,
  volumeMl,
  durationMinutes,
});
const DAY = 1440;
const asked = (history: History, data: object, when = at(10, '10:30')) =>
  askedAt(history, when, 'PumpReprogrammed', data);

describe('BRIDGE_MISSING', () => {
  const refilled = () => running().filled(at(10), 500);
  const MISSING = 'BRIDGE_MISSING /data/program/startsWith';

  it('is asked where the path holds another strength, and no bridge clears it', () => {
    expect(asked(refilled(), program(400))).toEqual([MISSING]);
    expect(asked(refilled(), program(400, bridge(0.39, 2 * DAY)))).toEqual([`${MISSING}/volumeMl`]);
    expect(asked(refilled(), program(400, bridge(0.4, 2 * DAY)))).toEqual([]);
    expect(checksAt(refilled(), at(10, '10:30'), 'PumpReprogrammed', program(400))).toEqual([
      {
        code: 'BRIDGE_MISSING',
        severity: 'warning',
        field: '/data/program/startsWith',
        detail:
          'the path still holds baclofen 2000 mcg/mL before baclofen 500 mcg/mL, and the program begins with no bridge: it leaves at the speed of the new program',
        expected: 'a bridge of 0.4 mL',
      },
    ]);
  });

  it('is asked at a change of drug', () => {
    const switched = () => running().switched(at(10), ['baclofen', 2000], ['morphine', 10_000]);
    expect(asked(switched(), program(1000))).toEqual([MISSING]);
    expect(asked(switched(), program(1000, bridge(0.4, 2 * DAY)))).toEqual([]);
  });

  it('is none within 5 % of the strength, without another content, and while the pump stands still', () => {
    expect(asked(running().filled(at(10), 2100), program(400))).toEqual([]);
    expect(asked(running().filled(at(10), 2101), program(400))).toEqual([MISSING]);
    expect(asked(running().filled(at(10), 2000), program(400))).toEqual([]);
    expect(asked(running(), program(440))).toEqual([]);
    expect(asked(refilled(), { program: { mode: 'stopped' } })).toEqual(['DOSE_JUMP /data/program/mode']);
  });

  it('is asked of a later program that ends the bridge before the path is cleared', () => {
    // The bridge moves 0.2 mL/day: a day later 0.2 of the 0.4 mL are still old, four days later none is.
    const bridged = () =>
      refilled().event(at(10, '10:30'), 'PumpReprogrammed', program(400, bridge(0.4, 2 * DAY)));
    expect(asked(bridged(), program(440), at(11, '10:30'))).toEqual([MISSING]);
    expect(asked(bridged(), program(440, bridge(0.2, DAY)), at(11, '10:30'))).toEqual([]);
    expect(asked(bridged(), program(440), at(14, '10:30'))).toEqual([]);
  });

  it('asks for the tubing alone where the whole catheter was aspirated', () => {
    const aspirated = () =>
      refilled().event(at(10, '10:10'), 'CatheterAspirated', { success: true, volumeMl: 0.2 });
    // The catheter is left without drug: primed or bridged, 0.2 mL of the tubing are old.
    const found = asked(aspirated(), program(400));
    expect(found).toContain(MISSING);
    expect(asked(aspirated(), program(400, bridge(0.2, DAY)))).not.toContain(MISSING);
    expect(asked(aspirated(), program(400, bridge(0.19, DAY)))).toContain(`${MISSING}/volumeMl`);
  });

  it('before a drug-free fill only where the old drug leaves faster than 1.5 times its dose', () => {
    const drained = () =>
      running().event(at(10), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 40 });
    // The strength stays that of the program before, 2000: 600 mcg/day are 0.3 mL/day, of which 2000 mcg/mL leave.
    expect(asked(drained(), program(600))).toEqual([]);
    expect(asked(drained(), program(601))).toEqual([MISSING]);
  });

  it('is asked where nobody knows the path’s volume', () => {
    const unknown = (last: number) =>
      new History()
        .registered()
        .implanted(at(1), { tubingVolumeMl: undefined, model: 'Pumpomatic' })
        .filled(at(1))
        .programmed(at(1), 400, { startsWith: bridge(0.4, 20, 'priming') })
        .filled(at(10), last);
    expect(asked(unknown(500), program(400))).toEqual([MISSING]);
    expect(asked(unknown(500), program(400, bridge(0.4, 2 * DAY)))).toEqual([]);
    expect(asked(unknown(2000), program(400))).toEqual([]);
  });
});

describe('BRIDGE_FAST', () => {
  const refilled = () => running().filled(at(10), 500);
  const FAST = 'BRIDGE_FAST /data/program/startsWith/durationMinutes';

  // 0.4 mL of 2000 mcg/mL are 800 mcg. Over h hours, and the one before at 400 mcg/day, 1.5 × 400 × (h + 1) / 24 mcg
  // are allowed: 800 + 16.67 = 25 (h + 1), so h = 31.67 hours, 1900 minutes, is the shortest.
  it.each([
    [2 * DAY, []],
    [1901, []],
    [1899, [FAST]],
    [30, [FAST]],
  ])('0.4 mL in %d minutes', (minutes, expected) => {
    expect(asked(refilled(), program(400, bridge(0.4, minutes)), at(10))).toEqual(expected);
  });

  it('is asked of a priming through a path that holds drug, and not through one that holds none', () => {
    expect(asked(running().filled(at(10)), program(400, bridge(0.4, 20, 'priming')))).toEqual([FAST]);
    const replaced = () =>
      running().event(at(10), 'PumpReplaced', {
        reason: 'battery',
        pump: {
          manufacturer: 'Medtronic',
          model: 'SynchroMed II',
          reservoirCapacityMl: 40,
          tubingVolumeMl: 0.2,
        },
      });
    const implanted = new History().registered().implanted(at(1)).filled(at(1));
    expect(asked(implanted, program(200, bridge(0.4, 20, 'priming')), at(1, '10:30'))).toEqual([]);
    // The new tubing is empty, and the catheter holds 400 mcg: 0.2 mL push them out, and leave the catheter empty.
    expect(asked(replaced().filled(at(10)), program(400, bridge(0.2, 20, 'priming')))).toEqual([
      FAST,
      'PRIMING_MISSING /data/program/startsWith',
    ]);
  });

  it('after a week without the drug the dose to begin again counts', () => {
    const stopped = () => running().programmed(at(2), 0).filled(at(20), 500);
    // 800 mcg at 200 mcg/day take 96 hours; with the hour before 95 would do, if it gave any.
    const at20 = at(20, '10:30');
    expect(asked(stopped(), program(200, bridge(0.4, 4 * DAY)), at20)).toEqual([]);
    expect(asked(stopped(), program(200, bridge(0.4, 2 * DAY)), at20)).toEqual([FAST]);
  });
});

describe('PRIMING_MISSING', () => {
  const MISSING = 'PRIMING_MISSING /data/program/startsWith';
  const implanted = () => new History().registered().implanted(at(1)).filled(at(1));

  it('is asked where the path was left without drug', () => {
    // 0.4 mL at 0.1 mL/day are four days.
    expect(asked(implanted(), program(200), at(1, '10:30'))).toEqual([MISSING]);
    expect(asked(implanted(), program(200, bridge(0.4, 20, 'priming')), at(1, '10:30'))).toEqual([]);
    expect(checksAt(implanted(), at(1, '10:30'), 'PumpReprogrammed', program(200))[0]).toMatchObject({
      severity: 'warning',
      expected: 'a priming of 0.4 mL, which brings the drug to the tip',
    });
  });

  it('is asked after the catheter was aspirated', () => {
    const aspirated = () => running().event(at(10), 'CatheterAspirated', { success: true, volumeMl: 0.2 });
    expect(asked(aspirated(), program(400))).toEqual([MISSING]);
    const priming = asked(aspirated(), program(400, bridge(0.2, 20, 'priming')));
    expect(priming).toEqual([]);
  });

  it('is none where drug arrives within six hours, or none is to be delivered', () => {
    // 0.2 mL at 0.8 mL/day take exactly six hours, at 0.81 less.
    const aspirated = () =>
      new History().running(at(1), 1600).event(at(10), 'CatheterAspirated', { success: true, volumeMl: 0.2 });
    expect(asked(aspirated(), program(1620), at(10))).toEqual([]);
    expect(asked(aspirated(), program(1600), at(10))).toEqual([MISSING]);
    expect(asked(implanted(), { program: { mode: 'stopped' } }, at(1, '10:30'))).toEqual([]);
    expect(asked(running(), program(400))).toEqual([]);
  });

  it('is none where the path was filled before it was put in', () => {
    const filled = { filledWith: 'solution' };
    const history = new History().registered().implanted(at(1), filled, filled).filled(at(1));
    expect(asked(history, program(200), at(1, '10:30'))).toEqual([]);
  });
});
