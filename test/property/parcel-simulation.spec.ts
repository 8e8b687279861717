import * as fc from 'fast-check';
import { handCheckedHistories } from './hand-checked.js';
import { histories, type History } from './histories.js';
import { simulate, type Sample } from './parcel-simulation.js';
import {
  DAY,
  HOUR,
  MINIMUM_RATE_ML_PER_DAY,
  START,
  continuous,
  fill,
  implanted,
  running,
} from './simple-therapies.js';
import { FULL } from '../support/full.js';

const options = { minimumRateMlPerDay: MINIMUM_RATE_ML_PER_DAY };
const randomRuns = { numRuns: FULL ? 200 : 60, seed: 20_240_601 };

/** Tip dose of a drug between two instants. */
function tipDose({ events, end }: History, drug: string, from: number, to: number): number {
  const [before, after] = simulate(events, end, [from, to], options).samples;
  return (after?.out.tip.get(drug) ?? 0) - (before?.out.tip.get(drug) ?? 0);
}

/** The instants between which the tip's rate of a drug is as told, checked inside and just outside. */
function expectTipRate(history: History, drug: string, mcgPerDay: number, from: number, to: number): void {
  const probe = 0.001 * (to - from);
  const rate = (start: number) => (tipDose(history, drug, start, start + probe) * DAY) / probe;
  for (const start of [from, (from + to) / 2, to - probe]) expect(rate(start)).toBeCloseTo(mcgPerDay, 6);
  expect(Math.abs(rate(to) - mcgPerDay)).toBeGreaterThan(1);
}

describe('hand-checked histories', () => {
  it.each(handCheckedHistories)('$name', ({ events, end, expected }) => {
    const { samples } = simulate(
      events,
      end,
      expected.map(({ at }) => at),
      options,
    );
    for (const [index, { pumpedMl, reservoirMl, reservoir = {}, tip = {} }] of expected.entries()) {
      const sample = samples[index] as Sample;
      if (pumpedMl !== undefined) expect(sample.pumpedMl).toBeCloseTo(pumpedMl, 9);
      if (reservoirMl !== undefined) expect(sample.reservoirMl).toBeCloseTo(reservoirMl, 9);
      for (const [drug, mcg] of Object.entries(reservoir)) {
        expect(sample.out.reservoir.get(drug) ?? 0).toBeCloseTo(mcg, 6);
      }
      for (const [drug, mcg] of Object.entries(tip))
        expect(sample.out.tip.get(drug) ?? 0).toBeCloseTo(mcg, 6);
    }
  });
});

describe('published examples', () => {
  const change = START + 20 * DAY;
  const catheter70cm = { tubingVolumeMl: 0.199, catheterVolumeMl: 0.154 };

  /** Twenty days on the old content, then new content and program, with or without a bridge. */
  function switched(
    before: { drug: string; strength: number; dose: number },
    after: { drug: string; strength: number; dose: number },
    hardware = catheter70cm,
    bridgeHours?: number,
  ): History {
    const history = fill(implanted(hardware), before.drug, before.strength, 40)
      .add('PumpReprogrammed', { program: continuous(before.dose) })
      .wait(20 * DAY);
    const volumeMl = hardware.tubingVolumeMl + hardware.catheterVolumeMl;
    const startsWith = { kind: 'bridge' as const, volumeMl, durationMinutes: (bridgeHours ?? 0) * 60 };
    const program = { ...continuous(after.dose), ...(bridgeHours === undefined ? {} : { startsWith }) };
    return fill(history, after.drug, after.strength, 40)
      .add('PumpReprogrammed', { program })
      .endAfter(15 * DAY);
  }

  const baclofen = (strength: number, dose: number) => ({ drug: 'baclofen', strength, dose });
  const morphine = { drug: 'morphine', strength: 10_000, dose: 1000 };
  const shortest = { tubingVolumeMl: 0.199, catheterVolumeMl: 0.132 };
  const longest = { tubingVolumeMl: 0.199, catheterVolumeMl: 0.229 };

  it('500 to 2000 mcg/mL without a bridge: 75 mcg/day for 56.48 h', () => {
    const history = switched(baclofen(500, 300), baclofen(2000, 300));
    expectTipRate(history, 'baclofen', 75, change, change + 56.48 * HOUR);
  });

  it('2000 to 500 mcg/mL without a bridge: 1200 mcg/day for 14.12 h, 706 mcg', () => {
    const history = switched(baclofen(2000, 300), baclofen(500, 300));
    expectTipRate(history, 'baclofen', 1200, change, change + 14.12 * HOUR);
    expect(tipDose(history, 'baclofen', change, change + 14.12 * HOUR)).toBeCloseTo(706, 6);
  });

  it('500 to 2000 mcg/mL with a bridge of 14.12 h: 300 mcg/day throughout, 176.5 mcg by the bridge', () => {
    const history = switched(baclofen(500, 300), baclofen(2000, 300), catheter70cm, 14.12);
    expect(tipDose(history, 'baclofen', change, change + 14.12 * HOUR)).toBeCloseTo(176.5, 6);
    expect(tipDose(history, 'baclofen', change, change + 10 * DAY)).toBeCloseTo(3000, 6);
  });

  it.each([
    ['shortest', shortest, 3.31, 662],
    ['longest', longest, 4.28, 856],
  ])('to morphine, %s path: 200 mcg/day baclofen and no morphine', (_, hardware, days, residualMcg) => {
    const history = switched(baclofen(2000, 1000), morphine, hardware);
    const arrival = change + days * DAY;
    expectTipRate(history, 'baclofen', 200, change, arrival);
    expect(tipDose(history, 'morphine', START, arrival)).toBeCloseTo(0, 6);
    expect(tipDose(history, 'baclofen', change, history.end)).toBeCloseTo(residualMcg, 6);
    expect(tipDose(history, 'morphine', arrival, arrival + DAY)).toBeCloseTo(1000, 6);
  });

  it.each([
    [300, shortest, 2.2067],
    [300, longest, 2.8533],
    [100, shortest, 6.62],
    [100, longest, 8.56],
  ])('to morphine with a bridge at %d mcg/day', (bridgeDose, hardware, days) => {
    const residualMcg = (hardware.tubingVolumeMl + hardware.catheterVolumeMl) * 2000;
    const bridgeHours = (residualMcg / bridgeDose) * 24;
    expect(bridgeHours / 24).toBeCloseTo(days, 3);
    const history = switched(baclofen(2000, 1000), morphine, hardware, bridgeHours);
    expectTipRate(history, 'baclofen', bridgeDose, change, change + bridgeHours * HOUR);
  });

  it.each([
    [500, shortest, 4000, 19.86],
    [500, longest, 4000, 25.68],
    [1000, shortest, 2000, 39.72],
    [1000, longest, 2000, 51.36],
    [2000, shortest, 1000, 79.44],
    [2000, longest, 1000, 102.72],
  ])('the way back at %d mcg/mL', (strength, hardware, morphineMcgPerDay, hours) => {
    const history = switched(morphine, baclofen(strength, 200), hardware);
    const arrival = change + hours * HOUR;
    expectTipRate(history, 'morphine', morphineMcgPerDay, change, arrival);
    expect(tipDose(history, 'baclofen', START, arrival)).toBeCloseTo(0, 6);
    expect(tipDose(history, 'baclofen', arrival, arrival + DAY)).toBeCloseTo(200, 6);
  });

  it('contrast pushes 308 mcg out of the catheter, then 12.3 h without drug', () => {
    const history = fill(implanted(catheter70cm), 'baclofen', 2000)
      .add('PumpReprogrammed', { program: continuous(600) })
      .wait(20 * DAY)
      .add('CatheterStudied', { method: 'contrast-myelography', finding: 'patent', contrastVolumeMl: 1 })
      .endAfter(5 * DAY);
    const before = simulate(history.events.slice(0, -1), history.end, [change], options).samples[0];
    const after = simulate(history.events, history.end, [change], options).samples[0];
    expect((after?.out.tip.get('baclofen') ?? 0) - (before?.out.tip.get('baclofen') ?? 0)).toBeCloseTo(
      308,
      6,
    );
    expect(after?.masses.displaced.get('baclofen')).toBeCloseTo(308, 6);
    expect(after?.masses.inTubing.get('baclofen')).toBeCloseTo(398, 6);
    expect(tipDose(history, 'baclofen', change, change + 12.32 * HOUR)).toBeCloseTo(0, 6);
    expect(tipDose(history, 'baclofen', change + 12.32 * HOUR, change + 36.32 * HOUR)).toBeCloseTo(600, 6);
  });

  it.each([
    ['continuous', continuous(1000)],
    ['13 boluses of 50 and 350 basal', thirteenBoluses()],
  ])('1000 mcg/day at 2000 mcg/mL is 0.5 mL/day: %s', (_, program) => {
    const history = fill(implanted(), 'baclofen', 2000)
      .add('PumpReprogrammed', { program })
      .endAfter(36 * DAY);
    const { samples, final } = simulate(history.events, history.end, [START + DAY], options);
    expect(samples[0]?.pumpedMl).toBeCloseTo(0.5, 9);
    expect(samples[0]?.out.reservoir.get('baclofen')).toBeCloseTo(1000, 6);
    expect(final.reservoirMl).toBeCloseTo(2, 9);
  });

  it('40 mL at 0.5 mL/day are down to 2 mL after 76 days', () => {
    const history = fill(implanted(), 'baclofen', 2000, 40)
      .add('PumpReprogrammed', { program: continuous(1000) })
      .endAfter(76 * DAY);
    expect(simulate(history.events, history.end, [], options).final.reservoirMl).toBeCloseTo(2, 9);
  });

  it('a taper 1000-700-400-100-0 every three days: 6600 mcg, 3600 of them after the first cut', () => {
    const history = running(continuous(1000));
    for (const dose of [700, 400, 100]) {
      history.wait(3 * DAY).add('PumpReprogrammed', { program: continuous(dose) });
    }
    history.wait(3 * DAY).add('PumpReprogrammed', { program: { mode: 'stopped' } });
    const { events, end } = history.endAfter(3 * DAY);
    const { samples, final } = simulate(events, end, [START + 3 * DAY], options);
    expect(samples[0]?.out.reservoir.get('baclofen')).toBeCloseTo(3000, 6);
    expect(final.out.reservoir.get('baclofen')).toBeCloseTo(6600, 6);
  });

  function thirteenBoluses() {
    const boluses = Array.from({ length: 13 }, (_, index) => ({
      startTime: `${String(index + 6).padStart(2, '0')}:30`,
      doseMcg: 50,
      durationMinutes: 15,
    }));
    return { mode: 'flex' as const, basalDailyDoseMcg: 350, boluses };
  }
});

describe('random histories', () => {
  const fates = [
    'withdrawn',
    'explantedInReservoir',
    'explantedInTubing',
    'removedInCatheter',
    'aspirated',
    'lostWithoutCatheter',
    'tip',
    'inReservoir',
    'inTubing',
    'inCatheter',
  ] as const;

  const sampled = histories.map((history) => {
    const first = history.events[0]?.at ?? history.end;
    const samples = Array.from({ length: 21 }, (_, index) => first + ((history.end - first) * index) / 20);
    return { history, ...simulate(history.events, history.end, samples, options) };
  });

  it('lose no drug and make none', () => {
    const balanced = fc.property(sampled, ({ samples }) => {
      for (const { masses } of samples) {
        for (const [drug, filled] of masses.filled) {
          const found = fates.reduce((sum, fate) => sum + (masses[fate].get(drug) ?? 0), 0);
          expect(Math.abs(found - filled)).toBeLessThanOrEqual(1e-9 * filled);
        }
      }
    });
    fc.assert(balanced, randomRuns);
  });

  it('never take back what was pumped or delivered', () => {
    const growing = fc.property(sampled, ({ samples }) => {
      for (const [index, later] of samples.entries()) {
        const earlier = samples[index - 1];
        if (earlier === undefined) continue;
        expect(later.pumpedMl).toBeGreaterThanOrEqual(earlier.pumpedMl);
        for (const site of ['reservoir', 'tip'] as const) {
          for (const [drug, mcg] of earlier.out[site])
            expect(later.out[site].get(drug)).toBeGreaterThanOrEqual(mcg);
        }
      }
    });
    fc.assert(growing, randomRuns);
  });

  it('do not depend on where they are looked at', () => {
    const alike = fc.property(sampled, ({ history: { events, end }, final: small }) => {
      const large = simulate(events, end, [], options).final;
      for (const site of ['reservoir', 'tip'] as const) {
        for (const drug of [...small.out[site].keys(), ...large.out[site].keys()]) {
          const mcg = small.out[site].get(drug) ?? 0;
          expect(Math.abs((large.out[site].get(drug) ?? 0) - mcg)).toBeLessThanOrEqual(1e-9 * (mcg + 1));
        }
      }
    });
    fc.assert(alike, { ...randomRuns, numRuns: randomRuns.numRuns / 2 });
  });

  it('exercise everything', () => {
    const drawn = fc.sample(sampled, randomRuns);
    const count = (wanted: (run: (typeof drawn)[number]) => boolean) => drawn.filter(wanted).length;
    const tenth = drawn.length / 10;
    expect(count(({ ranDryAt }) => ranDryAt.length > 0)).toBeGreaterThan(tenth);
    expect(count(({ ranDryAt }) => ranDryAt.length > 1)).toBeGreaterThan(tenth);
    expect(count(({ final }) => final.out.tip.size > 1)).toBeGreaterThan(tenth);
    for (const fate of [...fates, 'displaced'] as const) {
      const reached = count(({ final }) => [...final.masses[fate].values()].some((mcg) => mcg > 0));
      expect({ fate, enough: reached > tenth / 2 }).toEqual({ fate, enough: true });
    }
  });
});
