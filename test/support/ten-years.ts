const DAY_MS = 86_400_000;
const MCG_PER_ML = 1000;
const START = Date.UTC(2014, 0, 6, 9);

/** As a line of an import, without its therapy. */
export interface StatedEvent {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const on = (day: number, type: string, data: StatedEvent['data'], minute = 0): StatedEvent => ({
  type,
  occurredAt: new Date(START + day * DAY_MS + minute * 60_000).toISOString(),
  data,
});

const boluses = (visit: number) =>
  ['06:30', '12:00', '17:15', '22:00'].map((startTime, index) => ({
    startTime,
    doseMcg: 12 + (visit % 7) + 3 * index,
    durationMinutes: 20,
  }));
const basal = (visit: number) => 100 + (visit % 40) * 4;

/** A day of flex mode: a basal rate and four boluses that grow with the visits. */
const flex = (visit: number) => ({
  program: { mode: 'flex', basalDailyDoseMcg: basal(visit), boluses: boluses(visit) },
});

/** What 30 days of it move, mL. */
const monthMl = (visit: number): number =>
  (30 * (basal(visit) + boluses(visit).reduce((sum, { doseMcg }) => sum + doseMcg, 0))) / MCG_PER_ML;

/** What is left after the two months before a visit, as a syringe shows it, mL. */
const leftMl = (visit: number): number =>
  visit === 0 ? 0 : Number((40 - monthMl(visit - 1) - monthMl(visit - 2)).toFixed(1));

/** Ten years of flex mode: refilled every two months, programmed anew every month, assessed every quarter. */
export function tenYearsOfFlex(): StatedEvent[] {
  const events = [
    on(0, 'TherapyRegistered', {
      patientPseudonym: 'ten-years',
      indication: 'severe spasticity',
      aetiology: 'multiple-sclerosis',
    }),
    on(
      0,
      'PumpImplanted',
      {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
      },
      10,
    ),
    on(0, 'CatheterImplanted', { model: '8731SC', implantedLengthCm: 80 }, 10),
  ];
  for (let day = 0; day < 3650; day += 5) {
    if (day % 60 === 0)
      events.push(
        on(
          day,
          'ReservoirRefilled',
          {
            drug: 'baclofen',
            concentrationMcgPerMl: MCG_PER_ML,
            filledVolumeMl: 40,
            aspiratedVolumeMl: leftMl(day / 30),
          },
          20,
        ),
      );
    if (day % 30 === 0) events.push(on(day, 'PumpReprogrammed', flex(day / 30), 30));
    if (day % 90 === 0) events.push(on(day, 'SpasticityAssessed', { scale: 'MAS', low: '1', high: '2' }, 40));
    if (day % 900 === 0) events.push(on(day, 'CatheterStudied', { method: 'x-ray', finding: 'patent' }, 50));
  }
  return events;
}

export const asLines = (therapyId: string, events: readonly StatedEvent[]): string =>
  events.map((event) => JSON.stringify({ therapyId, ...event })).join('\n');
