import { body, seeded } from './events.mjs';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BEGIN = Date.UTC(2014, 0, 6, 9);

const refill = (at, aspiratedVolumeMl) =>
  body(at, 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 40,
    ...(aspiratedVolumeMl !== undefined && { aspiratedVolumeMl }),
  });
const program = (at, dailyDoseMcg) =>
  body(at, 'PumpReprogrammed', {
    program: dailyDoseMcg === 0 ? { mode: 'stopped' } : { mode: 'simple-continuous', dailyDoseMcg },
  });
const interrogated = (at) =>
  body(at, 'PumpInterrogated', { displayed: { mode: 'Simple Continuous' }, alarms: [] });
const assessed = (at) =>
  body(at, 'SpasticityAssessed', { scale: 'MAS', low: '1+', high: '3', site: 'lower limbs' });

/**
 * A therapy as hospitals see it: a visit each quarter with refill, reading, assessment and sometimes a new dose; now and
 * then a drug holiday by steps or at once, a stall, a refill that comes too late. So many events, spread so that the last
 * ones are recent.
 */
export function careOf(count, seed) {
  const random = seeded(seed);
  const bodies = [
    body(BEGIN - DAY_MS, 'TherapyRegistered', {
      patientPseudonym: `p-${seed}`,
      indication: 'severe spasticity',
      aetiology: seed % 2 ? 'multiple-sclerosis' : 'cerebral-palsy',
    }),
    body(BEGIN, 'PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      reservoirCapacityMl: 40,
      tubingVolumeMl: 0.2,
    }),
    body(BEGIN, 'CatheterImplanted', { model: '8731SC', ...(seed % 3 && { volumeMl: 0.2 }) }),
    refill(BEGIN),
    body(BEGIN, 'PumpReprogrammed', {
      program: {
        mode: 'simple-continuous',
        dailyDoseMcg: 150,
        startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 },
      },
    }),
  ];
  let dose = 150;
  let at = BEGIN;
  while (bodies.length < count) {
    const days = Math.min(60, (0.6 + 0.45 * random()) * (38 / (dose / 2000)));
    at += days * DAY_MS;
    const leftMl = Math.max(0, 40 - days * (dose / 2000) + 2 * (random() - 0.5));
    bodies.push(interrogated(at), refill(at + HOUR_MS / 4, leftMl), assessed(at + HOUR_MS / 2));
    if (random() < 0.5) {
      dose = Math.min(800, Math.max(100, Math.round(dose * (0.8 + 0.5 * random()))));
      bodies.push(program(at + HOUR_MS / 3, dose));
    }
    const happens = random();
    if (happens < 0.05) {
      bodies.push(
        body(at + DAY_MS, 'MotorStallDetected', {}),
        body(at + DAY_MS + 9 * HOUR_MS, 'MotorStallRecovered', {}),
      );
    } else if (happens < 0.1) {
      bodies.push(body(at + DAY_MS, 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' }));
      const steps = random() < 0.5 ? [0.75, 0.5, 0.25, 0] : [0];
      steps.forEach((share, step) =>
        bodies.push(program(at + (2 + 3 * step) * DAY_MS, Math.round(dose * share))),
      );
      bodies.push(program(at + 16 * DAY_MS, dose));
    }
  }
  return bodies
    .slice(0, count)
    .toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
}
