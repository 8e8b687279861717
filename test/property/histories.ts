import * as fc from 'fast-check';
import { HistoryBuilder, type History } from './history-builder.js';
import { concentrationMcgPerMl, doseMcg, program } from './programs.js';
import type { PumpEventData } from './pump-events.js';

export type { History } from './history-builder.js';

/** Writes its events if they are possible where the history stands, else nothing. */
export type Action = (history: HistoryBuilder) => void;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** After this long no more events are written. */
export const LONGEST_MS = 100 * DAY_MS;

export const wait = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 * HOUR_MS }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 72 }).map((hours) => hours * HOUR_MS) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 * DAY_MS }) },
  { weight: 1, arbitrary: fc.integer({ min: 6 * DAY_MS, max: 25 * DAY_MS }) },
);

export const utcOffsetMinutes = fc.constantFrom(0, 0, 60, 120, 345, -300, -720, 840);
const drug = fc.constantFrom('baclofen', 'baclofen', 'morphine', 'ziconotide');
const tubingVolumeMl = fc.oneof(
  fc.constantFrom(0.199, 0.14, 0),
  fc.double({ min: 0.05, max: 0.6, noNaN: true }),
);
const catheterVolumeMl = fc.oneof(
  fc.constantFrom(0.154, 0.229),
  fc.double({ min: 0.02, max: 0.8, noNaN: true }),
);
const nonExtractableVolumeMl = fc.constantFrom(undefined, 0, 0.5, 1.4);
export const filledVolumeMl = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: 1.5, max: 6, noNaN: true }) },
  { weight: 4, arbitrary: fc.constantFrom(10, 18, 20) },
  { weight: 1, arbitrary: fc.constantFrom(0.8, 1.4) },
);
export const pump: fc.Arbitrary<PumpEventData['PumpImplanted']> = fc
  .record({ tubingVolumeMl, nonExtractableVolumeMl })
  .map((volumes) => ({
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    reservoirCapacityMl: 20,
    ...volumes,
  }));
export const catheter = catheterVolumeMl.map((volumeMl) => ({ model: '8731SC', volumeMl }));

export const refill: fc.Arbitrary<Action> = fc
  .record({
    filledVolumeMl,
    fresh: fc.option(fc.record({ drug, concentrationMcgPerMl }), { freq: 2, nil: undefined }),
  })
  .map(({ filledVolumeMl, fresh }) => (history) => {
    if (history.pumpInPlace)
      history.add('ReservoirRefilled', { ...(fresh ?? history.content), filledVolumeMl });
  });

const drugSwitch: fc.Arbitrary<Action> = fc
  .record({ filledVolumeMl, rinsed: fc.boolean(), to: fc.record({ drug, concentrationMcgPerMl }) })
  .map((change) => (history) => {
    if (history.pumpInPlace)
      history.add('DrugSwitched', { reason: 'holiday', from: history.content, ...change });
  });

const reprogram: fc.Arbitrary<Action> = fc
  .record({ program, utcOffsetMinutes })
  .map((programming) => (history) => {
    if (!history.pumpInPlace || !history.filled) return;
    history.add('PumpReprogrammed', { program: programming.program }, programming.utcOffsetMinutes);
  });

export const pumpBolus: fc.Arbitrary<Action> = fc
  .record({
    doseMcg,
    durationMinutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 300, max: 3000 })),
  })
  .map((bolus) => (history) => {
    if (!history.pumpInPlace || !history.filled || !history.programmed || history.busy) return;
    const purpose = 'tolerance';
    const response = 'not-recorded';
    history.add('BolusTestPerformed', {
      purpose,
      route: 'pump',
      drug: history.content.drug,
      response,
      ...bolus,
    });
  });

export const stall: fc.Arbitrary<Action> = fc.boolean().map((again) => (history) => {
  if (!history.pumpInPlace) return;
  if (again || !history.stalled) history.add('MotorStallDetected', {});
});

export const recover: fc.Arbitrary<Action> = fc.constant((history) => {
  if (history.stalled) history.add('MotorStallRecovered', {});
});

const placeCatheter: fc.Arbitrary<Action> = catheter.map((catheter) => (history) => {
  if (history.catheterInPlace) history.add('CatheterReplaced', { reason: 'rupture', catheter });
  else history.add('CatheterImplanted', catheter);
});

export const contrastVolumeMl = fc.oneof(
  fc.double({ min: 0.01, max: 0.3, noNaN: true }),
  fc.constantFrom(1, 2),
);
const aspiratedVolumeMl = fc.oneof(contrastVolumeMl, fc.constant(0));

export const aspirate: fc.Arbitrary<Action> = fc
  .record({
    success: fc.constantFrom(true, true, true, false),
    volumeMl: fc.option(aspiratedVolumeMl, { nil: undefined }),
  })
  .map((aspiration) => (history) => {
    if (history.catheterInPlace) history.add('CatheterAspirated', aspiration);
  });

const study: fc.Arbitrary<Action> = fc
  .record({
    aspiratedVolumeMl: fc.option(aspiratedVolumeMl, { freq: 2, nil: undefined }),
    contrastVolumeMl: fc.option(contrastVolumeMl, { nil: undefined }),
  })
  .map((volumes) => (history) => {
    if (!history.catheterInPlace) return;
    history.add('CatheterStudied', { method: 'contrast-myelography', finding: 'patent', ...volumes });
  });

const exchangePump: fc.Arbitrary<Action> = fc
  .record({ pump, between: wait, filled: refill, programmed: reprogram })
  .map(({ pump, between, filled, programmed }) => (history) => {
    if (!history.pumpInPlace) return;
    history.add('PumpExplanted', { reason: 'end of service' }).wait(between);
    history.add('PumpImplanted', pump);
    filled(history);
    programmed(history);
  });

/** Facts that move no fluid. */
const bystander: fc.Arbitrary<Action> = fc.constantFrom<Action>(
  (history) => history.add('PumpInterrogated', { displayed: {} }),
  (history) =>
    history.add('BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      doseMcg: 100,
      durationMinutes: 60,
      response: 'unsatisfactory',
    }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: refill },
  { weight: 2, arbitrary: drugSwitch },
  { weight: 7, arbitrary: reprogram },
  { weight: 4, arbitrary: pumpBolus },
  { weight: 2, arbitrary: stall },
  { weight: 8, arbitrary: recover },
  { weight: 2, arbitrary: placeCatheter },
  { weight: 2, arbitrary: aspirate },
  { weight: 2, arbitrary: study },
  { weight: 1, arbitrary: exchangePump },
  { weight: 1, arbitrary: bystander },
);

const beginning = fc.record({
  at: fc.integer({ min: Date.UTC(2016, 0, 1) / MINUTE_MS, max: Date.UTC(2021, 0, 1) / MINUTE_MS }),
  pump,
  catheter: fc.option(placeCatheter, { freq: 8, nil: undefined }),
  catheterFirst: fc.boolean(),
  stoppedAtFirst: fc.constantFrom(false, false, false, true),
  filled: refill,
  programmed: reprogram,
});

/** Random possible histories of days to some months, everything that moves fluid in any order. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    beginning,
    steps: fc.array(fc.record({ wait, action }), { minLength: 1, maxLength: 30, size: 'max' }),
    tail: wait,
  })
  .map(({ beginning, steps, tail }) => {
    const history = new HistoryBuilder(beginning.at * MINUTE_MS);
    const { at, pump, catheter, catheterFirst, stoppedAtFirst, filled, programmed } = beginning;
    if (catheterFirst) catheter?.(history);
    history.add('PumpImplanted', pump);
    if (!catheterFirst) catheter?.(history);
    if (stoppedAtFirst) {
      history.add('PumpReprogrammed', { program: { mode: 'stopped', concentrationMcgPerMl: 500 } });
    }
    filled(history);
    programmed(history);
    for (const { wait, action } of steps) {
      if (history.now - at * MINUTE_MS > LONGEST_MS) break;
      history.wait(wait);
      action(history);
    }
    return history.endAfter(tail);
  });
