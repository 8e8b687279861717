import { handWorked } from './hand-worked/index.js';
import { serviceAnswers } from './service-answers.js';
import { DAY, START } from './simple-therapies.js';

const at = (day: number) => START + day * DAY;

describe('hand-worked histories, by the service', () => {
  it.each(handWorked)('$name', ({ events, end, doses, reservoirMl = [] }) => {
    const answers = serviceAnswers(events, end);
    for (const { days, drug = 'baclofen', site, doseMcg, ...known } of doses) {
      const [from, to] = [at(days[0]), at(days[1])];
      const found = {
        doseMcg: answers.doseMcg(drug, site, from, to),
        ...answers.delivery(drug, site, from, to),
      };
      const expected: Record<string, unknown> = { days, site, doseMcg: expect.closeTo(doseMcg, 6), ...known };
      for (const bound of ['lowMcg', 'highMcg'] as const)
        if (known[bound] !== undefined) expected[bound] = expect.closeTo(known[bound], 6);
      expect({ days, site, ...found }).toMatchObject(expected);
    }
    for (const { day, ml } of reservoirMl)
      expect({ day, ml: answers.levelMl(at(day)) }).toEqual({ day, ml: expect.closeTo(ml, 6) });
  });
});
