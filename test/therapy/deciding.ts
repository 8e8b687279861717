import { Refusal, START, type Frontier, decide, frontierOf } from '../../src/therapy/decider.js';
import type { Content, EventId, Sealed, TherapyId } from '../../src/therapy/envelope.js';
import type { EventTypeName } from '../../src/therapy/events/index.js';
import { readOccurredAt } from '../../src/therapy/occurred-at.js';
import { History, ms } from '../support/history.js';

export const NOW = '2026-01-01T00:00:00Z';
export type When = string | { readonly earliest: string; readonly latest: string };
export type Told = readonly [occurredAt: When, type: EventTypeName, data?: object, id?: string];

export const contentOf = ([stated, type, data = {}]: Told): Content => {
  const read = readOccurredAt(stated);
  if (!read.ok) throw new TypeError(JSON.stringify(read.errors));
  const source = { kind: 'manual', assertion: 'stated' } as const;
  return { type, occurredAt: read.value, data, source };
};

export const so = (events: readonly Sealed[], frontier: Frontier) => ({
  therapyId: 'test' as TherapyId,
  events,
  frontier,
  find: (id: string) => events.find((event) => event.id === id),
});

/** What is decided about one more fact: undefined where it is recorded, else the refusal. */
export function decided(history: History, told: Told): Refusal | undefined {
  const { events } = history;
  const command = { id: (told[3] ?? 'new') as EventId, content: contentOf(told), now: ms(NOW) };
  try {
    decide(command, so(events, events.length > 0 ? frontierOf(events) : START));
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

export const pump = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 20,
  tubingVolumeMl: 0.2,
};
export const refill = (filledVolumeMl = 18, drug = 'baclofen') => ({
  drug,
  concentrationMcgPerMl: 2000,
  filledVolumeMl,
});
export const continuous = (dailyDoseMcg: number, more: object = {}) => ({
  program: { mode: 'simple-continuous', dailyDoseMcg, ...more },
});
export const stopped = { program: { mode: 'stopped' } };
export const priming = (durationMinutes: number) => ({
  startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes },
});
export const bolus = (durationMinutes = 30, route = 'pump') => ({
  purpose: 'tolerance',
  route,
  drug: 'baclofen',
  doseMcg: 50,
  durationMinutes,
  response: 'partial',
});
export const given = (route: string, more: object = {}) => ({
  purpose: 'rescue',
  route,
  drug: 'baclofen',
  doseMcg: 50,
  ...more,
});
export const byPump = given('pump', { durationMinutes: 30 });
export const byPort = given('catheter-port', { volumeMl: 1 });
export const takenOver = (more: object = {}, reservoir: object = {}) => ({
  pump,
  reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000, volumeMl: 12, ...reservoir },
  ...continuous(200),
  path: 'filled',
  ...more,
});
export const morphine = {
  reason: 'holiday',
  from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
  to: { drug: 'morphine', concentrationMcgPerMl: 10_000 },
  filledVolumeMl: 18,
};

export const day = (date: string, time = '08:00:00') => `2021-${date}T${time}Z`;
export const registered = () => new History().registered();
export const implanted = () => registered().event(day('01-01'), 'PumpImplanted', pump, {}, 'pump');
export const filled = () => implanted().event(day('01-01'), 'ReservoirRefilled', refill(), {}, 'fill');
export const running = () => filled().event(day('01-01'), 'PumpReprogrammed', continuous(100), {}, 'program');
