import { placeInWords, termOf, typeInWords, valueInWords } from '../../src/reports/event-words.js';
import { eventTypes } from '../../src/therapy/events/index.js';

it.each([
  ['ReservoirRefilled', 'Reservoir refilled'],
  ['PumpReprogrammed', 'Pump reprogrammed'],
  ['MriPerformed', 'MRI performed'],
  ['OralMedicationChanged', 'Oral medication changed'],
])('%s is %s', (type, words) => expect(typeInWords(type)).toBe(words));

it.each([
  ['concentrationMcgPerMl', 2000, 'Concentration', '2000 mcg/mL'],
  ['dailyDoseMcg', 150.5, 'Daily dose', '150.5 mcg/day'],
  ['basalDailyDoseMcg', 0, 'Basal daily dose', '0 mcg/day'],
  ['bolusDoseMcg', 12, 'Bolus dose', '12 mcg'],
  ['doseMg', 10, 'Dose', '10 mg'],
  ['filledVolumeMl', 1e-7, 'Filled volume', '1e−7 mL'],
  ['implantedLengthCm', 80, 'Implanted length', '80 cm'],
  ['intervalMinutes', 90, 'Interval', '90 min'],
  ['clockOffsetMinutes', -2, 'Pump’s clock minus true time', '−2 min'],
  ['hoursAfter', 4, 'Assessed after', '4 h'],
  ['fieldTesla', 1.5, 'Field', '1.5 T'],
  ['timesPerDay', 3, 'Times a day', '3'],
  ['rinsed', false, 'Rinsed', 'no'],
  ['route', 'lumbar-puncture', 'Route', 'lumbar puncture'],
  ['method', 'ct', 'Method', 'CT'],
  ['segment', 'pump-end', 'New part', 'pump end'],
  ['reasonCode', 'side-effects', 'Kind of reason', 'side effects'],
  ['weekdays', ['mon', 'fri'], 'Days', 'Monday, Friday'],
  ['flowMlPerDay', 0.5, 'Flow', '0.5 mL/day'],
  ['stoppedSince', '2024-03-05T08:00:00+01:00', 'Stopped since', '2024-03-05 07:00 UTC'],
  [
    'patientBoluses',
    { count: 2, doseMcg: 10, at: ['2024-03-05T08:00:00Z'] },
    'Patient was given',
    'count 2, dose 10 mcg, began 2024-03-05 08:00 UTC',
  ],
  // What somebody wrote stays as it was written.
  ['reason', 'follow-up', 'Reason', 'follow-up'],
  ['model', 'x-ray', 'Model', 'x-ray'],
  ['reason', { $sd: 'abc' }, 'Reason', 'personal value, cannot be read any more'],
  ['lots', { lotNumber: 'B-1', expiresOn: '2026-01-31' }, 'Lots', 'lot number B-1, expires on 2026-01-31'],
])('%s of %p', (name, value, label, words) => {
  expect(termOf(name).label).toBe(label);
  expect(valueInWords(name, value)).toBe(words);
});

it('says where a value stands', () => {
  expect(placeInWords(['program', 'boluses', 0])).toBe('Program, bolus 1');
  expect(placeInWords(['program', 'startsWith', 'volumeMl'])).toBe('Program, moved first, volume');
  expect(placeInWords(['reservoir', 'with', 0, 'drug'])).toBe('Reservoir, further drug 1, drug');
  expect(placeInWords(['program', 'boluses', 1, 'weekdays', 0])).toBe('Program, bolus 2, day 1');
  expect(placeInWords(['catheter', 'volumeMl'])).toBe('Catheter, volume');
  expect(placeInWords(['occurredAt'])).toBe('Occurred');
});

/** All names of members, wherever they stand. */
const namesIn = (part: unknown): string[] =>
  Array.isArray(part)
    ? part.flatMap(namesIn)
    : typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([name, member]) => [
          name,
          ...(name === 'displayed' ? [] : namesIn(member)),
        ])
      : [];

it('knows a unit for each quantity of each type, and leaves no name as programs write it', () => {
  for (const { example } of Object.values(eventTypes))
    for (const name of namesIn(example.data)) {
      const { label, unit } = termOf(name);
      expect(label).toMatch(/^(Id|AIS|CSF|[A-Z][a-z’]*)( [a-zA-Z’]+)*(, [a-z ]+)?$/);
      if (/(Ml|Mcg|Mg|Minutes|Cm|Tesla)$/.test(name)) expect(unit).toBeDefined();
    }
});
