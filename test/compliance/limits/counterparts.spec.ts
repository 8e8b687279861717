import { type Shown, counterpartOf } from '../../../src/compliance/doubt/dates/counterparts.js';
import type { DatedRecord } from '../../../src/compliance/doubt/dates/record.js';

const day = (from: number, precision = 'day') => ({ precision, earliest: from, latest: from + 86_399_999 });
const record = {
  byId: new Map(
    Object.entries({
      monday: day(0),
      alsoMonday: day(0),
      tuesday: day(86_400_000),
      exact: { precision: 'instant', earliest: 5, latest: 5 },
      alsoExact: { precision: 'instant', earliest: 5, latest: 5 },
      interval: day(0, 'interval'),
      alsoInterval: day(0, 'interval'),
    }),
  ),
} as unknown as DatedRecord;

interface Told {
  readonly id?: string;
  readonly drug?: string;
  readonly site?: string;
  readonly cause?: string;
  readonly by?: string | null;
  readonly fill?: string | undefined;
}
function shown(id: string, told: Told = {}): Shown {
  const { drug = 'baclofen', site = 'reservoir', cause = 'reservoir-empty', by = null } = told;
  const fill = 'fill' in told ? told.fill : 'f1';
  return {
    cessation: { id: told.id ?? id, drug, site, cause, steps: [{ eventId: 'earlier' }, { eventId: by }] },
    fill,
  } as unknown as Shown;
}

describe('the same cessation in another choice', () => {
  it.each<[string, boolean, Told, Told]>([
    ['of the same name', true, { id: 'a', fill: 'f1' }, { id: 'a', fill: 'f2', cause: 'motor-stall' }],
    ['of the same name, of another drug', false, { id: 'a' }, { id: 'a', drug: 'morphine' }],
    ['of the same name, at the other site', false, { id: 'a' }, { id: 'a', site: 'tip' }],
    ['by nobody, of one cause and fill', true, {}, {}],
    ['by nobody, of another fill', false, {}, { fill: 'f2' }],
    ['by nobody, of no fill', false, { fill: undefined }, { fill: undefined }],
    ['by nobody, of another cause', false, {}, { cause: 'motor-stall' }],
    ['where somebody made it here', false, { by: 'monday' }, {}],
    ['where somebody made it there', false, {}, { by: 'monday' }],
    ['by events of one day', true, { by: 'monday' }, { by: 'alsoMonday' }],
    ['by events of two days', false, { by: 'monday' }, { by: 'tuesday' }],
    ['by events of one exact instant', false, { by: 'exact' }, { by: 'alsoExact' }],
    ['by events of one interval', false, { by: 'interval' }, { by: 'alsoInterval' }],
    ['by an event that nobody knows', false, { by: 'monday' }, { by: 'gone' }],
  ])('%s: %s', (_, isSo, one, other) => {
    const there = shown('there', other);
    expect(counterpartOf(shown('here', one), [there], record)).toBe(isSo ? there : undefined);
  });

  it('is rather the one of its name than the one of its day, and rather that than the one of its fill', () => {
    const [byFill, byDay, byName] = [shown('x'), shown('y', { by: 'alsoMonday' }), shown('here')];
    expect(counterpartOf(shown('here', { by: 'monday' }), [byFill, byDay, byName], record)).toBe(byName);
    expect(counterpartOf(shown('here', { by: 'monday' }), [byFill, byDay], record)).toBe(byDay);
  });
});
