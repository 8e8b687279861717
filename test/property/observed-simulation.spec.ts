import * as fc from 'fast-check';
import { readContent } from '../../src/therapy/content.js';
import { place } from '../../src/therapy/placement.js';
import { FULL } from '../support/full.js';
import { type Code, DeliveryCheck, type Status } from './delivery-check.js';
import type { MassLedger } from './plumbing.js';
import { observedHistories } from './observed-histories.js';
import { simulate } from './parcel-simulation.js';
import type { PumpEventData } from './pump-events.js';
import { requestBodies } from './request-bodies.js';
import { MINIMUM_RATE_ML_PER_DAY } from './simple-therapies.js';
import { isSlowed } from './stretches.js';

const options = { minimumRateMlPerDay: MINIMUM_RATE_ML_PER_DAY };
const runs = { numRuns: FULL ? 1000 : 60, seed: 20_250_301 };

const SOURCES = ['filled', 'primed', 'injected', 'foundMore'] as const;
const FATES = [
  'withdrawn',
  'explantedInReservoir',
  'explantedInTubing',
  'removedInCatheter',
  'aspirated',
  'lostWithoutCatheter',
  'tip',
  'foundLess',
  'inReservoir',
  'inTubing',
  'inCatheter',
] as const;

const total = (masses: MassLedger, names: readonly (keyof MassLedger)[], drug: string) =>
  names.reduce((sum, name) => sum + (masses[name].get(drug) ?? 0), 0);

const simulated = observedHistories.map((history) => {
  const first = history.events[0]?.at ?? history.end;
  const even = Array.from({ length: 13 }, (_, index) =>
    Math.round(first + ((history.end - first) * index) / 12),
  );
  const samples = [...new Set(even)];
  const simulation = simulate(history.events, history.end, samples, options);
  const check = new DeliveryCheck(simulation, history.events);
  return { history, samples, simulation, check };
});

const drugsOf = ({ masses }: { masses: MassLedger }) =>
  new Set(SOURCES.flatMap((source) => [...masses[source].keys()]));

describe('random histories in which somebody looked', () => {
  it('are possible, and in acting order', () => {
    const possible = fc.property(observedHistories, ({ events }) => {
      const { acting, impossible } = place(events);
      expect(impossible).toEqual([]);
      expect(acting.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    });
    fc.assert(possible, runs);
  });

  it('can be recorded', () => {
    const recordable = fc.property(observedHistories, ({ events }) => {
      const read = requestBodies(events).map((body) => readContent(body, { defaultSourceKind: 'manual' }));
      expect(read.flatMap((each) => (each.ok ? [] : each.errors))).toEqual([]);
    });
    fc.assert(recordable, runs);
  });

  it('lose no drug and make none', () => {
    const balanced = fc.property(simulated, ({ simulation: { samples } }) => {
      for (const sample of samples)
        for (const drug of drugsOf(sample)) {
          const came = total(sample.masses, SOURCES, drug);
          const went = total(sample.masses, FATES, drug);
          expect(Math.abs(went - came)).toBeLessThanOrEqual(1e-9 * came);
        }
    });
    fc.assert(balanced, runs);
  });

  it('do not depend on where they are looked at', () => {
    const alike = fc.property(simulated, ({ history: { events, end }, simulation: { final } }) => {
      const once = simulate(events, end, [], options).final;
      for (const site of ['reservoir', 'tip'] as const)
        for (const drug of drugsOf(final)) {
          const mcg = final.out[site].get(drug) ?? 0;
          expect(Math.abs((once.out[site].get(drug) ?? 0) - mcg)).toBeLessThanOrEqual(1e-9 * (mcg + 1));
        }
    });
    fc.assert(alike, { ...runs, numRuns: runs.numRuns / 2 });
  });

  it('have a low dose, a dose and a high dose in this order, as the simulation counted it', () => {
    const ordered = fc.property(simulated, ({ samples, simulation, check }) => {
      for (const [index, to] of samples.entries()) {
        const [before, after] = [simulation.samples[index - 1], simulation.samples[index]];
        if (before === undefined || after === undefined) continue;
        for (const site of ['reservoir', 'tip'] as const)
          for (const drug of drugsOf(after)) {
            const { doseMcg, lowMcg, highMcg, status, codes } = check.in(drug, site, { from: before.at, to });
            const counted = (after.out[site].get(drug) ?? 0) - (before.out[site].get(drug) ?? 0);
            if (doseMcg !== null)
              expect(Math.abs(doseMcg - counted)).toBeLessThanOrEqual(1e-6 * (counted + 1));
            expect(lowMcg).toBeGreaterThanOrEqual(0);
            expect(lowMcg).toBeLessThanOrEqual(counted + 1e-6);
            expect(highMcg).toBeGreaterThanOrEqual(counted - 1e-6);
            if (status === 'confirmed') expect(highMcg - lowMcg).toBeLessThanOrEqual(1e-6 * (counted + 1));
            expect(status === 'contradicted').toBe(
              codes.some((code) => code !== 'STALL_REFUTED' && code !== 'PATIENT_BOLUSES_UNREAD'),
            );
          }
      }
    });
    fc.assert(ordered, runs);
  });

  it('exercise everything', () => {
    const drawn = fc.sample(simulated, runs);
    const count = (wanted: (run: (typeof drawn)[number]) => boolean) => drawn.filter(wanted).length;
    const answers = drawn.flatMap(({ samples, check }) =>
      samples
        .slice(1)
        .flatMap((to, index) =>
          (['reservoir', 'tip'] as const).map((site) =>
            check.in('baclofen', site, { from: samples[index]!, to }),
          ),
        ),
    );
    const seen: Record<string, number> = {};
    for (const name of [...SOURCES, ...FATES])
      seen[name] = count(({ simulation }) => simulation.final.masses[name].size > 0);
    const statuses: readonly Status[] = ['confirmed', 'unconfirmed', 'contradicted'];
    for (const status of statuses) seen[status] = answers.filter((answer) => answer.status === status).length;
    const codes: readonly Code[] = [
      'VOLUME_DISAGREES',
      'STALL_REFUTED',
      'PROGRAM_DIFFERS',
      'CATHETER_FAULTY',
      'PATH_CONTENT_UNKNOWN',
      'FLOW_UNKNOWN',
      'PATIENT_BOLUSES_UNREAD',
    ];
    for (const code of codes) seen[code] = answers.filter((answer) => answer.codes.includes(code)).length;
    const stretches = drawn.flatMap(({ simulation }) => simulation.trace.stretches);
    seen['slowed'] = stretches.filter(isSlowed).length;
    for (const end of ['fill', 'measured', 'shown', 'emptied', 'pump-out', 'therapy-ended', 'goes-on'])
      seen[end] = stretches.filter((stretch) => stretch.end === end).length;
    const happened = (wanted: (told: { type: string; data: object }) => boolean) =>
      count(({ history }) => history.events.some((event) => wanted(event)));
    for (const type of ['TherapyTakenOver', 'PumpReplaced', 'CatheterRevised', 'BolusGiven', 'TherapyEnded'])
      seen[type] = happened((told) => told.type === type);
    const shows = ({ type, data }: { type: string; data: object }) =>
      type === 'PumpInterrogated' ? ((data as PumpEventData['PumpInterrogated']).shows ?? {}) : {};
    for (const name of [
      'mode',
      'dailyDoseMcg',
      'concentrationMcgPerMl',
      'stoppedSince',
      'motorStalls',
      'patientBoluses',
    ])
      seen[name] = happened((told) => name in shows(told));
    const written = drawn.map(({ history }) => JSON.stringify(history.events)).join();
    for (const word of [
      'constant-flow',
      'weekdays',
      'drug-free',
      '"filledWith":"solution"',
      'memory-reset',
      'Unlisted',
    ])
      seen[word] = written.split(word).length - 1;
    expect(Object.entries(seen).filter(([, times]) => times < 3)).toEqual([]);
  });
});
