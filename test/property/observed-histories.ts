import * as fc from 'fast-check';
import {
  type Action,
  aspirate,
  catheter,
  filledVolumeMl,
  LONGEST_MS,
  pump,
  pumpBolus,
  recover,
  stall,
  utcOffsetMinutes,
  wait,
} from './histories.js';
import { filledWith, optional, placeCatheter, revise, study, throughPort } from './catheter-actions.js';
import { HistoryBuilder, type History } from './history-builder.js';
import { anyProgram, concentrationMcgPerMl, doseMcg } from './programs.js';
import type { PumpDescription, Solution } from './pump-events.js';
import { aVolume, changeOfVisit, interrogate, raiseAlarm } from './readings.js';

const MINUTE_MS = 60_000;

const DRUGS = ['baclofen', 'morphine', 'clonidine', 'bupivacaine'];
const drugs = fc.oneof(
  { weight: 3, arbitrary: fc.constant(['baclofen']) },
  { weight: 2, arbitrary: fc.subarray(DRUGS, { minLength: 1 }) },
);
const solution: fc.Arbitrary<Solution> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ drug: 'drug-free' }) },
  {
    weight: 9,
    arbitrary: fc
      .record({
        drugs,
        strengths: fc.array(concentrationMcgPerMl, { minLength: 4, maxLength: 4 }),
      })
      .map(({ drugs: [drug = 'baclofen', ...others], strengths: [strength = 1000, ...more] }) => ({
        drug,
        concentrationMcgPerMl: strength,
        ...(others.length === 0
          ? {}
          : {
              with: others.map((name, index) => ({ drug: name, concentrationMcgPerMl: more[index] ?? 50 })),
            }),
      })),
  },
);

/** What is found is near what was computed, with or without what halted the pump, or far from it. */
const finding = fc
  .record({
    besidesHalts: fc.constantFrom(false, false, true),
    off: fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: -0.45, max: 0.45, noNaN: true }) },
      { weight: 2, arbitrary: fc.double({ min: -1.9, max: 1.9, noNaN: true }) },
      { weight: 2, arbitrary: fc.double({ min: 0.6, max: 4, noNaN: true }) },
      { weight: 2, arbitrary: fc.double({ min: -8, max: 8, noNaN: true }) },
    ),
  })
  .map(
    ({ besidesHalts, off }) =>
      (history: HistoryBuilder) =>
        Math.min(50, aVolume(history.computedMl(besidesHalts) + off)),
  );
const findingOrNone = fc.option(finding, { freq: 3, nil: undefined });

/** Not all models are known. */
const anyPump: fc.Arbitrary<PumpDescription> = fc
  .record({ pump, unlisted: fc.constantFrom(false, false, true) })
  .map(({ pump, unlisted }) => (unlisted ? { ...pump, model: 'Unlisted' } : pump));

const refill: fc.Arbitrary<Action> = fc
  .record({ solution, again: fc.boolean(), filledVolumeMl, found: findingOrNone })
  .map(({ solution, again, filledVolumeMl, found }) => (history) => {
    if (!history.pumpInPlace) return;
    const aspirated = optional('aspiratedVolumeMl', found?.(history));
    history.add('ReservoirRefilled', {
      ...(again ? history.content : solution),
      filledVolumeMl,
      ...aspirated,
    });
  });

const drugSwitch: fc.Arbitrary<Action> = fc
  .record({ to: solution, filledVolumeMl, found: findingOrNone })
  .map(({ to, filledVolumeMl, found }) => (history) => {
    if (!history.pumpInPlace) return;
    const aspirated = optional('aspiratedVolumeMl', found?.(history));
    history.add('DrugSwitched', {
      reason: 'holiday',
      from: history.content,
      to,
      filledVolumeMl,
      ...aspirated,
    });
  });

const reprogram: fc.Arbitrary<Action> = fc
  .record({ program: anyProgram, utcOffsetMinutes })
  .map(({ program, utcOffsetMinutes: offset }) => (history) => {
    if (history.pumpInPlace && history.filled) history.add('PumpReprogrammed', { program }, offset);
  });

const measure: fc.Arbitrary<Action> = finding.map((found) => (history) => {
  history.add('ReservoirVolumeChecked', { measuredVolumeMl: found(history), conclusion: 'as-expected' });
});

const empty: fc.Arbitrary<Action> = findingOrNone.map((found) => (history) => {
  if (history.pumpInPlace) history.add('ReservoirEmptied', optional('aspiratedVolumeMl', found?.(history)));
});

const testBolus: fc.Arbitrary<Action> = pumpBolus.map((test) => (history) => {
  if (history.strengthKnown && history.content.drug !== 'drug-free') test(history);
});

const rescueBolus: fc.Arbitrary<Action> = fc
  .record({ doseMcg, durationMinutes: fc.integer({ min: 1, max: 90 }) })
  .map((bolus) => (history) => {
    const { pumpInPlace, filled, programmed, strengthKnown, busy } = history;
    if (!pumpInPlace || !filled || !programmed || !strengthKnown || busy) return;
    history.add('BolusGiven', { purpose: 'rescue', route: 'pump', drug: 'baclofen', ...bolus });
  });

const exchangePump: fc.Arbitrary<Action> = fc
  .record({ pump: anyPump, filledWith, found: findingOrNone, at: fc.boolean(), wait, refill, reprogram })
  .map((drawn) => (history) => {
    // Of one instant a pump is taken out first.
    if (!history.pumpInPlace || history.now === history.pumpSince) return;
    const { found, pump: fresh, at: atOnce } = drawn;
    const reason = 'end of service';
    const aspirated = optional('aspiratedVolumeMl', found?.(history));
    const implanted = { ...fresh, ...optional('filledWith', drawn.filledWith) };
    if (atOnce) history.add('PumpReplaced', { reason, pump: implanted, ...aspirated });
    else
      history
        .add('PumpExplanted', { reason, ...aspirated })
        .wait(drawn.wait)
        .add('PumpImplanted', implanted);
    drawn.refill(history);
    drawn.reprogram(history);
  });

const withoutStart = anyProgram.map((program) => {
  const { startsWith: _, ...rest } = program;
  return rest;
});

const takeOver: fc.Arbitrary<Action> = fc
  .record({
    pump: anyPump,
    catheter,
    sameCatheter: fc.boolean(),
    solution,
    volumeMl: fc.double({ min: 2, max: 18, noNaN: true }),
    program: withoutStart,
    path: fc.constantFrom('filled', 'unknown'),
    utcOffsetMinutes,
  })
  .map(({ pump: taken, sameCatheter, solution: held, volumeMl, program, path, ...drawn }) => (history) => {
    const keeps = sameCatheter && history.catheterInPlace;
    const data = { pump: taken, reservoir: { ...held, volumeMl }, program, path };
    history.add(
      'TherapyTakenOver',
      { ...data, ...(keeps ? {} : { catheter: drawn.catheter }) },
      drawn.utcOffsetMinutes,
    );
  });

const leaveAndReturn: fc.Arbitrary<Action> = fc
  .record({ found: findingOrNone, wait, takeOver, ended: fc.boolean() })
  .map(({ found, wait: away, takeOver: comeBack, ended }) => (history) => {
    if (!history.pumpInPlace || history.now === history.pumpSince) return;
    if (ended) history.add('TherapyEnded', { reason: 'transferred' });
    else
      history.add('PumpExplanted', {
        reason: 'infection',
        ...optional('aspiratedVolumeMl', found?.(history)),
      });
    comeBack(history.wait(away));
  });

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 7, arbitrary: refill },
  { weight: 2, arbitrary: drugSwitch },
  { weight: 7, arbitrary: reprogram },
  { weight: 3, arbitrary: measure },
  { weight: 9, arbitrary: interrogate },
  { weight: 2, arbitrary: changeOfVisit },
  { weight: 2, arbitrary: raiseAlarm },
  { weight: 1, arbitrary: stall },
  { weight: 3, arbitrary: recover },
  { weight: 1, arbitrary: empty },
  { weight: 2, arbitrary: testBolus },
  { weight: 1, arbitrary: rescueBolus },
  { weight: 2, arbitrary: throughPort },
  { weight: 1, arbitrary: placeCatheter },
  { weight: 2, arbitrary: revise },
  { weight: 1, arbitrary: aspirate },
  { weight: 3, arbitrary: study },
  { weight: 1, arbitrary: exchangePump },
  { weight: 1, arbitrary: leaveAndReturn },
);

const implantFirst: fc.Arbitrary<Action> = fc
  .record({
    pump: anyPump,
    filledWith,
    catheter: fc.option(placeCatheter, { freq: 8, nil: undefined }),
    catheterFirst: fc.boolean(),
    refill,
    reprogram,
  })
  .map((drawn) => (history) => {
    if (drawn.catheterFirst) drawn.catheter?.(history);
    history.add('PumpImplanted', { ...drawn.pump, ...optional('filledWith', drawn.filledWith) });
    if (!drawn.catheterFirst) drawn.catheter?.(history);
    drawn.refill(history);
    drawn.reprogram(history);
  });

/** After the end what is found or told changes nothing; whatever else happens makes that it never ended. */
const ending: fc.Arbitrary<Action> = fc
  .record({
    reason: fc.constantFrom('death', 'explanted', 'lost-to-follow-up'),
    wait,
    afterwards: fc.constantFrom<Action>(
      (history) => history.add('PumpExplanted', { reason: 'death', aspiratedVolumeMl: 1 }),
      (history) => history.add('ReservoirVolumeChecked', { measuredVolumeMl: 1, conclusion: 'deficit' }),
      (history) => history.add('PumpReprogrammed', { program: { mode: 'stopped' } }),
      (history) =>
        history.add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 90 } }),
    ),
  })
  .map(({ reason, wait: later, afterwards }) => (history) => {
    if (!history.pumpInPlace || !history.filled) return;
    history.add('TherapyEnded', { reason }).wait(later);
    afterwards(history);
  });

/** Random possible histories in which somebody also looked: volumes, readings and alarms that agree with the record or not. */
export const observedHistories: fc.Arbitrary<History> = fc
  .record({
    at: fc.integer({ min: Date.UTC(2016, 0, 1) / MINUTE_MS, max: Date.UTC(2021, 0, 1) / MINUTE_MS }),
    beginning: fc.oneof({ weight: 4, arbitrary: implantFirst }, { weight: 1, arbitrary: takeOver }),
    steps: fc.array(fc.record({ wait, action }), { minLength: 1, maxLength: 30, size: 'max' }),
    ending: fc.option(ending, { freq: 2, nil: undefined }),
    tail: wait,
  })
  .map(({ at, beginning, steps, ending: end, tail }) => {
    const history = new HistoryBuilder(at * MINUTE_MS);
    beginning(history);
    for (const step of steps) {
      if (history.now - at * MINUTE_MS > LONGEST_MS) break;
      history.wait(step.wait);
      step.action(history);
    }
    end?.(history);
    return history.endAfter(tail);
  });
