import * as fc from 'fast-check';
import type { ActingEvent } from '../../src/therapy/acting-event.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { histories } from '../property/histories.js';

interface Fact {
  readonly type: string;
  readonly data: object;
}

const drug = fc.constantFrom('baclofen', 'morphine', 'clonidine');
const volume = fc.oneof(fc.constantFrom(0, 1.4), fc.double({ min: 0, max: 20, noNaN: true }));
const alarm = fc.constantFrom('low-reservoir', 'elective-replacement', 'end-of-service', 'memory-reset');
const perhaps = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

/** Facts that move no fluid, each on its own always possible. */
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc
    .record({
      measuredVolumeMl: perhaps(volume),
      expectedVolumeMl: perhaps(volume),
      conclusion: fc.constantFrom('as-expected', 'excess', 'deficit'),
    })
    .map((data) => ({ type: 'ReservoirVolumeChecked', data })),
  alarm.map((alarm) => ({ type: 'PumpAlarmRaised', data: { alarm } })),
  fc
    .record({
      alarms: perhaps(fc.array(alarm, { maxLength: 2 })),
      clockOffsetMinutes: perhaps(fc.integer({ min: -60, max: 60 })),
    })
    .map((data) => ({ type: 'PumpInterrogated', data: { displayed: {}, ...data } })),
  fc.constant({ type: 'MriPerformed', data: {} }),
  fc.constant({ type: 'AdverseEventObserved', data: { description: 'itching', serious: false } }),
  fc
    .record({ drug, replacementDrug: perhaps(drug) })
    .map((data) => ({ type: 'HolidayPlanned', data: { reason: 'tolerance', ...data } })),
  drug.map((drug) => ({ type: 'ToleranceDiagnosed', data: { drug, basis: 'no response' } })),
  fc.constant({ type: 'CatheterAspirated', data: { success: false } }),
  fc
    .record({
      method: fc.constantFrom('x-ray', 'ct'),
      finding: fc.constantFrom('patent', 'leak', 'occlusion', 'inconclusive'),
    })
    .map((data) => ({ type: 'CatheterStudied', data })),
);

export interface Sprinkled {
  readonly events: readonly Sealed[];
  readonly end: number;
}

const sealed = ({ type, data }: Fact, revision: number, first: number, last = first): Sealed =>
  ({
    id: `event-${revision}`,
    therapyId: 'random',
    type,
    schemaVersion: 1,
    revision,
    occurredAt: {
      stated: new Date(first).toISOString(),
      earliest: new Date(first).toISOString(),
      latest: new Date(last).toISOString(),
      precision: last > first ? 'interval' : 'instant',
    },
    recordedAt: new Date(first).toISOString(),
    recordedBy: { subject: 'test', name: 'test', role: 'test' },
    source: { kind: 'manual', assertion: 'stated' },
    data,
    previousHash: '',
  }) as unknown as Sealed;

/** Leaves out volumes and models, and adds what a fill may say besides. */
const altered = (event: ActingEvent, unknown: boolean, aspiratedVolumeMl: number | undefined): Fact => {
  const { type } = event;
  const catheter = { model: 'of another maker', volumeMl: undefined };
  if (type === 'PumpImplanted' && unknown)
    return { type, data: { ...event.data, model: 'of another maker', tubingVolumeMl: undefined } };
  if (type === 'CatheterImplanted' && unknown) return { type, data: catheter };
  if (type === 'CatheterReplaced' && unknown) return { type, data: { ...event.data, catheter } };
  if (type === 'ReservoirRefilled' || type === 'DrugSwitched')
    return { type, data: { ...event.data, aspiratedVolumeMl } };
  return event;
};

/** The random histories with all kinds of facts between theirs, some dates as intervals, and volumes unknown. */
export const sprinkled: fc.Arbitrary<Sprinkled> = fc
  .record({
    history: histories,
    facts: fc.array(fc.record({ fact, share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 12,
    }),
    aspirated: fc.infiniteStream(perhaps(volume)),
    isUnknown: fc.constantFrom(false, false, true),
    dayLong: fc.infiniteStream(fc.constantFrom(...Array.from({ length: 12 }, (_, index) => index === 0))),
  })
  .map(({ history, facts, aspirated, isUnknown, dayLong }) => {
    const begin = history.events[0]!.at;
    const all = [
      ...history.events.map((event) => ({
        at: event.at,
        fact: altered(event, isUnknown, aspirated.next().value),
      })),
      ...facts.map(({ fact, share }) => ({ at: Math.round(begin + (history.end - begin) * share), fact })),
    ].sort((a, b) => a.at - b.at);
    const registered = {
      type: 'TherapyRegistered',
      data: { patientPseudonym: 'p', indication: 'spasticity', aetiology: 'stroke' },
    };
    const events = all.map(({ at, fact }, index) =>
      sealed(fact, index + 2, at, dayLong.next().value && facts.length < 6 ? at + 86_399_999 : at),
    );
    return { events: [sealed(registered, 1, begin - 1), ...events], end: history.end };
  });
