import { readContent } from '../../src/therapy/content.js';
import { place } from '../../src/therapy/placement.js';
import { DeliveryCheck } from './delivery-check.js';
import { handWorked } from './hand-worked/index.js';
import { simulate } from './parcel-simulation.js';
import { requestBodies } from './request-bodies.js';
import { DAY, MINIMUM_RATE_ML_PER_DAY, START } from './simple-therapies.js';

const at = (day: number) => START + day * DAY;

describe('hand-worked histories', () => {
  it.each(handWorked)('is possible: $name', ({ events }) => {
    const { acting, impossible } = place(events);
    expect(impossible).toEqual([]);
    expect(acting).toEqual(events);
    const read = requestBodies(events).map((body) => readContent(body, { defaultSourceKind: 'manual' }));
    expect(read.flatMap((each) => (each.ok ? [] : each.errors))).toEqual([]);
  });

  it.each(handWorked)('$name', ({ events, end, doses, reservoirMl = [] }) => {
    const instants = [...doses.flatMap(({ days }) => days), ...reservoirMl.map(({ day }) => day)].map(at);
    const samples = [...new Set(instants)].sort((a, b) => a - b);
    const options = { minimumRateMlPerDay: MINIMUM_RATE_ML_PER_DAY };
    const simulation = simulate(events, end, samples, options);
    const check = new DeliveryCheck(simulation, events);
    for (const { days, drug = 'baclofen', site, doseMcg, ...known } of doses) {
      const found = check.in(drug, site, { from: at(days[0]), to: at(days[1]) });
      const expected: Record<string, unknown> = { days, site, doseMcg: expect.closeTo(doseMcg, 6), ...known };
      for (const end of ['lowMcg', 'highMcg'] as const)
        if (known[end] !== undefined) expected[end] = expect.closeTo(known[end], 6);
      expect({ days, site, ...found }).toMatchObject(expected);
    }
    for (const { day, ml } of reservoirMl)
      expect({ day, ml: simulation.samples[samples.indexOf(at(day))]?.reservoirMl }).toEqual({
        day,
        ml: expect.closeTo(ml, 9),
      });
  });
});
