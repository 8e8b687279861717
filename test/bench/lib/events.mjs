/** Bodies of events as clients send them, made with a fixed seed: the same in each run. */

const DAY_MS = 86_400_000;
const START = Date.UTC(2016, 0, 4, 9);
const YEARS_MS = 3650 * DAY_MS;

/** Mulberry32. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const source = { kind: 'programmer-report', document: 'session report', assertion: 'stated' };
export const body = (at, type, data) => ({
  type,
  occurredAt: new Date(Math.round(at)).toISOString(),
  data,
  source,
});

const refill = (at) =>
  body(at, 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 40,
    lots: [{ lotNumber: 'BX-1207', expiresOn: '2031-08-31', manufacturer: 'Example Pharma' }],
  });

/** A pump with 13 boluses a day. */
const flex = (at, doseMcg) =>
  body(at, 'PumpReprogrammed', {
    program: {
      mode: 'flex',
      basalDailyDoseMcg: doseMcg,
      boluses: Array.from({ length: 13 }, (_, hour) => ({
        startTime: `${String(hour + 7).padStart(2, '0')}:00`,
        doseMcg: 10,
        durationMinutes: 5,
      })),
    },
  });

const beginning = () => [
  body(START - DAY_MS, 'TherapyRegistered', {
    patientPseudonym: 'p-1',
    indication: 'severe spasticity',
    aetiology: 'multiple-sclerosis',
  }),
  body(START, 'PumpImplanted', {
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    reservoirCapacityMl: 40,
    tubingVolumeMl: 0.2,
  }),
  body(START, 'CatheterImplanted', { model: '8731SC', volumeMl: 0.2 }),
  refill(START),
  body(START, 'PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } }),
];

/** What a programmer session, a refill or a ward round leaves; most of it acts on the delivery. */
function next(random, at) {
  const kind = random();
  const whole = (from, to) => from + Math.floor(random() * (to - from));
  if (kind < 0.35)
    return body(at, 'PumpReprogrammed', {
      program: { mode: 'simple-continuous', dailyDoseMcg: whole(50, 400) },
      reason: 'tone',
    });
  if (kind < 0.55) return refill(at);
  if (kind < 0.7)
    return body(at, 'BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'pump',
      drug: 'baclofen',
      doseMcg: whole(10, 50),
      durationMinutes: 5,
      response: 'partial',
    });
  if (kind < 0.85)
    return body(at, 'PumpInterrogated', {
      displayed: { mode: 'Simple Continuous', dailyDose: '100.0 mcg/day', reservoirVolume: '39.4 mL' },
      alarms: [],
    });
  return body(at, 'SpasticityAssessed', { scale: 'MAS', low: '2', high: '3', site: 'lower limbs' });
}

/** One therapy of ten years, however many events it has. */
export function therapy(count, seed = 1) {
  const random = seeded(seed);
  const bodies = beginning();
  const gap = YEARS_MS / count;
  for (let n = bodies.length; n < count; n++) bodies.push(next(random, START + (n + 0.5 * random()) * gap));
  return bodies.slice(0, count);
}

/** Ten years of flex mode, refilled each month. */
export function flexTherapy() {
  const bodies = [...beginning(), flex(START + 1, 120)];
  for (let month = 1; month < 120; month++) bodies.push(refill(START + month * 30 * DAY_MS));
  return bodies;
}

/** So many events of so many therapies, as a service gets them: each therapy's in order, all mixed. */
export function manyTherapies(therapies, count) {
  const each = Math.ceil(count / therapies);
  const all = Array.from({ length: therapies }, (_, n) => therapy(each, n + 1));
  return Array.from({ length: therapies * each }, (_, n) => ({
    therapyId: `t-${n % therapies}`,
    ...all[n % therapies][Math.floor(n / therapies)],
  })).slice(0, count);
}

export const span = { from: START, to: START + YEARS_MS };
