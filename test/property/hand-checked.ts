import { HistoryBuilder, type History } from './history-builder.js';
import { DAY, HOUR, START, continuous, fill, implanted, running } from './simple-therapies.js';

/** Cumulative values at an instant, worked out by hand; what is not named is not checked. */
export interface Expectation {
  readonly at: number;
  readonly pumpedMl?: number;
  readonly reservoirMl?: number;
  readonly reservoir?: Readonly<Record<string, number>>;
  readonly tip?: Readonly<Record<string, number>>;
}

export interface HandChecked extends History {
  readonly name: string;
  readonly expected: readonly Expectation[];
}

function pumpBolus(history: HistoryBuilder, doseMcg: number, durationMinutes: number): HistoryBuilder {
  return history.add('BolusTestPerformed', {
    purpose: 'tolerance',
    route: 'pump',
    drug: 'baclofen',
    doseMcg,
    durationMinutes,
    response: 'not-recorded',
  });
}

function handChecked(name: string, history: History, expected: readonly Expectation[]): HandChecked {
  return { name, ...history, expected };
}

const at = (days: number, hours = 0): number => START + days * DAY + hours * HOUR;

export const handCheckedHistories: readonly HandChecked[] = [
  // 0.1 mL/day: the path of 0.3 mL is primed after three days.
  handChecked('continuous', running(continuous(100)).endAfter(10 * DAY), [
    { at: at(3), pumpedMl: 0.3, reservoirMl: 19.7, reservoir: { baclofen: 300 }, tip: { baclofen: 0 } },
    { at: at(10), reservoir: { baclofen: 1000 }, tip: { baclofen: 700 } },
  ]),
  handChecked('minimum rate, then stopped', minimumRateThenStopped(), [
    { at: at(10), pumpedMl: 0.06 },
    { at: at(20), pumpedMl: 0.06 },
  ]),
  // 240 mcg in four hours every eight, from the instant of programming; basal 24 mcg/day.
  handChecked(
    'periodic boluses',
    running({
      mode: 'periodic-bolus',
      bolusDoseMcg: 240,
      intervalMinutes: 480,
      bolusDurationMinutes: 240,
      basalDailyDoseMcg: 24,
    }).endAfter(DAY),
    [
      { at: at(0, 2), reservoir: { baclofen: 122 } },
      { at: at(0, 8), reservoir: { baclofen: 248 } },
      { at: at(0, 9), reservoir: { baclofen: 309 } },
      { at: at(1), reservoir: { baclofen: 744 }, tip: { baclofen: 444 } },
    ],
  ),
  // Pump clock two hours ahead of UTC: 23:00 is 21:00 UTC, and 01:00 is 23:00 UTC. Programmed at 00:30 on that clock.
  handChecked('flex past midnight', flexPastMidnight(), [
    { at: START - HOUR, reservoir: { baclofen: 0 } },
    { at: START, reservoir: { baclofen: 60 } },
    { at: at(0, 21), reservoir: { baclofen: 60 } },
    { at: at(0, 22.5), reservoir: { baclofen: 105 } },
    { at: at(1), reservoir: { baclofen: 180 } },
  ]),
  // Programmed half an hour after a bolus of two hours was due: that one does not run, the next day's does.
  handChecked('flex bolus due before the program began', flexDueBefore(), [
    { at: at(1), reservoir: { baclofen: 0 } },
    { at: at(2), reservoir: { baclofen: 100 } },
  ]),
  // The old content moves at 0.3 mL in a day; the schedule of 100 mcg/day begins after it.
  handChecked(
    'startsWith',
    running({
      ...continuous(100),
      startsWith: { kind: 'priming', volumeMl: 0.3, durationMinutes: 1440 },
    }).endAfter(3 * DAY),
    [
      { at: at(0, 12), pumpedMl: 0.15 },
      { at: at(1), pumpedMl: 0.3, tip: { baclofen: 0 } },
      { at: at(3), pumpedMl: 0.5, tip: { baclofen: 200 } },
    ],
  ),
  // A bolus of eight hours from midnight; a test from 06:00 to 07:00 replaces it and the basal flow.
  handChecked('a pump bolus masks the program', maskedByTest(), [
    { at: at(0, 6), reservoir: { baclofen: 612 } },
    { at: at(0, 7), reservoir: { baclofen: 662 } },
    { at: at(0, 8), reservoir: { baclofen: 764 } },
    { at: at(1), reservoir: { baclofen: 796 } },
  ]),
  // Reprogrammed at 12:00, half way through a test of a day with 200 mcg.
  handChecked('reprogramming ends a pump bolus', reprogrammedInTest(), [
    { at: at(0, 12), reservoir: { baclofen: 100 } },
    { at: at(1), reservoir: { baclofen: 100 } },
  ]),
  // 1.1 mL above the residual at 0.5 mL/day: dry after 2.2 days, refilled on day 5.
  handChecked('dry and refilled late', dryAndRefilled(), [
    { at: at(2, 4.8), reservoirMl: 1.4, reservoir: { baclofen: 1100 } },
    { at: at(5), reservoirMl: 10, reservoir: { baclofen: 1100 } },
    { at: at(6), reservoirMl: 9.5, reservoir: { baclofen: 1600 }, tip: { baclofen: 1300 } },
  ]),
  // The boluses at 0 and 12 h are lost to the stall or cut by it: two hours of the second one are left.
  handChecked('a stall while the clock goes on', stalled(), [
    { at: at(0, 14), reservoir: { baclofen: 0 } },
    { at: at(1), reservoir: { baclofen: 50 } },
  ]),
  // Morphine at ten times the strength that was programmed: ten times the dose.
  handChecked('programmed concentration stays through a refill', programmedStays(), [
    { at: at(1), reservoir: { baclofen: 100 } },
    { at: at(2), reservoir: { baclofen: 100, morphine: 1000 }, tip: { baclofen: 0 } },
    { at: at(5), reservoir: { morphine: 4000 }, tip: { baclofen: 100, morphine: 1000 } },
  ]),
  // The new catheter's 0.2 mL are drug-free, two days' flow, while the tubing keeps its drug.
  handChecked('catheter replaced by a longer one', catheterReplaced(), [
    { at: at(10), tip: { baclofen: 700 } },
    { at: at(12), tip: { baclofen: 700 } },
    { at: at(13), tip: { baclofen: 800 } },
  ]),
  // 0.04 mL drawn off at the pump end: first 0.04 mL of CSF at the tip, then 0.06 mL of drug, then the tubing's.
  handChecked('part of the catheter aspirated', aspirated(0.04), [
    { at: at(10, 9.6), tip: { baclofen: 700 } },
    { at: at(11), tip: { baclofen: 760 } },
  ]),
  handChecked('more than the catheter aspirated', aspirated(3), [
    { at: at(11), tip: { baclofen: 700 } },
    { at: at(12), tip: { baclofen: 800 } },
  ]),
  // Aspirating 0.03 leaves [0.07 drug, 0.03 CSF]; 0.05 of contrast displaces the CSF and 0.02 of drug at once.
  handChecked('contrast after aspiration', studied(0.03, 0.05), [
    { at: at(10), tip: { baclofen: 720 }, reservoir: { baclofen: 1000 } },
    { at: at(10, 12), tip: { baclofen: 770 } },
    { at: at(11), tip: { baclofen: 770 } },
    { at: at(12), tip: { baclofen: 870 } },
  ]),
  // The catheter's 100 mcg follow the new pump's drug-free tubing of 0.4 mL.
  handChecked('pump exchanged, catheter kept', pumpExchanged(), [
    { at: at(10), reservoir: { baclofen: 1000 }, tip: { baclofen: 700 }, reservoirMl: 0 },
    { at: at(21), reservoir: { baclofen: 1000, morphine: 1000 }, tip: { baclofen: 800 } },
    { at: at(24), tip: { baclofen: 800, morphine: 0 } },
    { at: at(26), tip: { baclofen: 800, morphine: 1000 } },
  ]),
  handChecked('no catheter until day 10', catheterLate(), [
    { at: at(10), reservoir: { baclofen: 1000 }, tip: { baclofen: 0 } },
    { at: at(12), reservoir: { baclofen: 1200 }, tip: { baclofen: 100 } },
  ]),
];

function minimumRateThenStopped(): History {
  return running({ mode: 'minimum-rate' })
    .wait(10 * DAY)
    .add('PumpReprogrammed', { program: { mode: 'stopped' } })
    .endAfter(10 * DAY);
}

function flexPastMidnight(): History {
  const history = new HistoryBuilder(START - 1.5 * HOUR)
    .add('PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      reservoirCapacityMl: 40,
      tubingVolumeMl: 0.2,
    })
    .add('CatheterImplanted', { model: '8731SC', volumeMl: 0.1 });
  const boluses = [
    { startTime: '23:00', doseMcg: 60, durationMinutes: 120 },
    { startTime: '01:00', doseMcg: 60, durationMinutes: 60 },
  ];
  return fill(history, 'baclofen', 1000)
    .add('PumpReprogrammed', { program: { mode: 'flex', basalDailyDoseMcg: 0, boluses } }, 120)
    .endAfter(2 * DAY);
}

function flexDueBefore(): History {
  const boluses = [{ startTime: '12:00', doseMcg: 100, durationMinutes: 120 }];
  return fill(implanted().wait(12.5 * HOUR), 'baclofen', 1000)
    .add('PumpReprogrammed', { program: { mode: 'flex', basalDailyDoseMcg: 0, boluses } })
    .endAfter(2 * DAY);
}

function maskedByTest(): History {
  const boluses = [{ startTime: '00:00', doseMcg: 800, durationMinutes: 480 }];
  const history = running({ mode: 'flex', basalDailyDoseMcg: 48, boluses });
  return pumpBolus(history.wait(6 * HOUR), 50, 60).endAfter(2 * DAY);
}

function reprogrammedInTest(): History {
  return pumpBolus(running(continuous(100)), 200, 1440)
    .wait(12 * HOUR)
    .add('PumpReprogrammed', { program: { mode: 'stopped' } })
    .endAfter(DAY);
}

function dryAndRefilled(): History {
  const history = running(continuous(500), 2.5, { nonExtractableVolumeMl: 1.4 }).wait(5 * DAY);
  return fill(history, 'baclofen', 1000, 10).endAfter(5 * DAY);
}

function stalled(): History {
  return running({
    mode: 'periodic-bolus',
    bolusDoseMcg: 100,
    intervalMinutes: 720,
    bolusDurationMinutes: 240,
    basalDailyDoseMcg: 0,
  })
    .add('MotorStallDetected', {})
    .wait(14 * HOUR)
    .add('MotorStallRecovered', {})
    .endAfter(2 * DAY);
}

function programmedStays(): History {
  return fill(running(continuous(100)).wait(DAY), 'morphine', 10_000).endAfter(9 * DAY);
}

function catheterReplaced(): History {
  return running(continuous(100))
    .wait(10 * DAY)
    .add('CatheterReplaced', { reason: 'rupture', catheter: { model: '8731SC', volumeMl: 0.2 } })
    .endAfter(5 * DAY);
}

function aspirated(volumeMl: number): History {
  return running(continuous(100))
    .wait(10 * DAY)
    .add('CatheterAspirated', { success: true, volumeMl })
    .endAfter(5 * DAY);
}

function studied(aspiratedVolumeMl: number, contrastVolumeMl: number): History {
  const study = { method: 'contrast-myelography', finding: 'patent', aspiratedVolumeMl, contrastVolumeMl };
  return running(continuous(100))
    .wait(10 * DAY)
    .add('CatheterStudied', study)
    .endAfter(5 * DAY);
}

function pumpExchanged(): History {
  const history = running(continuous(100))
    .wait(10 * DAY)
    .add('PumpExplanted', { reason: 'end of service' })
    .wait(10 * DAY)
    .add('PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      reservoirCapacityMl: 40,
      tubingVolumeMl: 0.4,
    });
  return fill(history, 'morphine', 10_000)
    .add('PumpReprogrammed', { program: continuous(1000) })
    .endAfter(10 * DAY);
}

function catheterLate(): History {
  const history = new HistoryBuilder(START).add('PumpImplanted', {
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    reservoirCapacityMl: 40,
    tubingVolumeMl: 0.2,
  });
  return fill(history, 'baclofen', 1000)
    .add('PumpReprogrammed', { program: continuous(100) })
    .wait(10 * DAY)
    .add('CatheterImplanted', { model: '8731SC', volumeMl: 0.1 })
    .endAfter(5 * DAY);
}
