import * as fc from 'fast-check';
import type { ActingEvent } from '../../src/therapy/acting-event.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { readOccurredAt } from '../../src/therapy/occurred-at.js';
import { histories } from './histories.js';
import { withOffset } from './request-bodies.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface SealedHistory {
  readonly events: readonly Sealed[];
  readonly start: number;
  readonly end: number;
}

const utc = (at: number) => new Date(at).toISOString();

function sealed(
  { type, data, at, utcOffsetMinutes }: ActingEvent,
  revision: number,
  widthMs: number,
): Sealed {
  const stated = (instant: number) => withOffset(instant, utcOffsetMinutes);
  const read = readOccurredAt(
    widthMs === 0 ? stated(at) : { earliest: stated(at), latest: stated(at + widthMs) },
  );
  if (!read.ok) throw new TypeError(JSON.stringify(read.errors));
  return {
    id: `event-${revision}`,
    therapyId: 'random',
    type,
    schemaVersion: 1,
    revision,
    occurredAt: read.value,
    recordedAt: utc(at),
    recordedBy: { subject: 'test', name: 'test', role: 'test' },
    source: { kind: 'manual', assertion: 'stated' },
    data,
    previousHash: '',
  } as unknown as Sealed;
}

const width = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 * DAY_MS }) },
);

/** Random possible histories as they are recorded, a few dates being intervals, with a plan now and then. */
export const sealedHistories: fc.Arbitrary<SealedHistory> = fc
  .record({
    history: histories,
    widths: fc.array(width, { minLength: 40, maxLength: 40 }),
    plan: fc.option(
      fc.record({ after: fc.integer({ min: 0, max: 20 }), days: fc.integer({ min: 0, max: 40 }) }),
      { nil: undefined },
    ),
  })
  .map(({ history, widths, plan }) => {
    const facts = [...history.events];
    const start = facts[0]!.at;
    if (plan) {
      const at = facts[Math.min(plan.after, facts.length - 1)]!.at;
      const steps = [1, 4].map((more) => ({
        on: utc(at + (plan.days + more) * DAY_MS).slice(0, 10),
        dailyDoseMcg: 100 / more,
      }));
      const data = { drug: 'baclofen', reason: 'tolerance', steps };
      const index = facts.findLastIndex((fact) => fact.at <= at) + 1;
      facts.splice(index, 0, { ...facts[0]!, type: 'HolidayPlanned', data, at } as ActingEvent);
    }
    const registration = {
      type: 'TherapyRegistered',
      data: { patientPseudonym: 'p', indication: 'spasticity', aetiology: 'multiple-sclerosis' },
      at: start - DAY_MS,
      utcOffsetMinutes: 0,
    } as unknown as ActingEvent;
    const events = [registration, ...facts].map((fact, index) =>
      sealed(fact, index + 1, fact.type === 'TherapyRegistered' ? 0 : (widths[index] ?? 0)),
    );
    return { events, start, end: history.end };
  });
