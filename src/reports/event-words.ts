import { isConcealed } from '../therapy/concealment.js';
import { isJsonObject } from '../therapy/json.js';
import { isInstant } from '../therapy/occurred-at.js';
import { capitalised, figure, utcExact } from './words.js';
import { told } from '../words/told.js';
import { decimals } from '../words/numbers.js';

const TYPES: Readonly<Record<string, string>> = { MriPerformed: 'MRI performed' };

const spaced = (name: string): string =>
  name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

/** A type of event in words: `ReservoirRefilled` is `Reservoir refilled`. */
export const typeInWords = (type: string): string => told(TYPES[type] ?? capitalised(spaced(type)));

/** What a member of an event's data is called, and in what it is measured. */
interface Term {
  readonly label: string;
  readonly unit?: string;
}

/** Where the name alone would not do. */
const TERMS: Readonly<Record<string, Term>> = {
  aisGrade: { label: 'AIS grade' },
  at: { label: 'Began' },
  basalDailyDoseMcg: { label: 'Basal daily dose', unit: 'mcg/day' },
  bolusUntil: { label: 'Bolus runs until' },
  clockOffsetMinutes: { label: 'Pump’s clock minus true time', unit: 'min' },
  csfAppearance: { label: 'CSF appearance' },
  dailyDoseMcg: { label: 'Daily dose', unit: 'mcg/day' },
  displayed: { label: 'What the programmer showed' },
  earliest: { label: 'Earliest' },
  fieldTesla: { label: 'Field', unit: 'T' },
  from: { label: 'Old content' },
  implantedAt: { label: 'Implanted' },
  high: { label: 'Highest grade' },
  hoursAfter: { label: 'Assessed after', unit: 'h' },
  id: { label: 'Id' },
  inference: { label: 'Finding or cessation' },
  lockoutMinutes: { label: 'Not again for', unit: 'min' },
  low: { label: 'Grade, or the lowest' },
  occurredAt: { label: 'Occurred' },
  maxPerDay: { label: 'Most in a day' },
  on: { label: 'From' },
  path: { label: 'Tubing and catheter' },
  patientBolus: { label: 'Patient may ask for' },
  patientBoluses: { label: 'Patient was given' },
  reasonCode: { label: 'Kind of reason' },
  segment: { label: 'New part' },
  shows: { label: 'What the pump says' },
  since: { label: 'Counted since' },
  startsWith: { label: 'Moved first' },
  success: { label: 'Anything came' },
  timesPerDay: { label: 'Times a day' },
  to: { label: 'New content' },
  udi: { label: 'Unique device identifier' },
  weekdays: { label: 'Days' },
  with: { label: 'Further drugs' },
  volumeFrom: { label: 'Volume taken from' },
};

const UNITS: Readonly<Record<string, string>> = {
  McgPerMl: 'mcg/mL',
  McgPerDay: 'mcg/day',
  MlPerDay: 'mL/day',
  Mcg: 'mcg',
  Mg: 'mg',
  Ml: 'mL',
  Cm: 'cm',
  Minutes: 'min',
};
const UNIT = new RegExp(`(${Object.keys(UNITS).join('|')})$`);

const toldTerm = ({ label, unit }: Term): Term => ({
  label: told(label),
  ...(unit !== undefined && { unit: told(unit) }),
});

/** `concentrationMcgPerMl` is the `Concentration` in `mcg/mL`. */
export function termOf(name: string): Term {
  const known = Object.hasOwn(TERMS, name) ? TERMS[name] : undefined;
  if (known) return toldTerm(known);
  const suffix = UNIT.exec(name)?.[1];
  const label = capitalised(spaced(suffix === undefined ? name : name.slice(0, -suffix.length)));
  return toldTerm(suffix === undefined ? { label } : { label, unit: UNITS[suffix] });
}

/** Members whose values are codes of this service, not what somebody wrote. */
const CODED: ReadonlySet<string> = new Set(
  'activity aetiology alarm alarms assertion conclusion csfAppearance finding kind meaning method mode outcome path purpose reasonCode response route segment seriousness volumeFrom weekdays'.split(
    ' ',
  ),
);
/** Codes whose words are not the code itself without its hyphens. */
export const CODES: Readonly<Record<string, string>> = {
  ct: 'CT',
  'x-ray': 'X-ray',
  hl7: 'HL7',
  mri: 'MRI',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const INSTANTS: ReadonlySet<string> = new Set([
  'at',
  'bolusUntil',
  'from',
  'implantedAt',
  'since',
  'stoppedSince',
  'to',
  'until',
]);

/** What is left of a personal value whose key was destroyed. */
const UNREADABLE = 'personal value, cannot be read any more';

const FIRST =
  'type occurredAt mode drug from to concentrationMcgPerMl dailyDoseMcg scale low value high pump pumpImplantedOn catheter catheterImplantedOn reservoir program'.split(
    ' ',
  );
const LAST = 'alarmVolumeMl lots displayed reason'.split(' ');

const rank = (name: string): number =>
  FIRST.includes(name) ? FIRST.indexOf(name) - FIRST.length : LAST.indexOf(name) + 1;

/** The members of an event's data as people read them: the log keeps them by the alphabet. */
export const inOrder = (data: object): (readonly [string, unknown])[] =>
  Object.entries(data).toSorted(([a], [b]) => rank(a) - rank(b));

/** A value with its unit, as exactly as it was recorded. */
export function valueInWords(name: string, value: unknown): string {
  if (isConcealed(value)) return told(UNREADABLE);
  if (typeof value === 'boolean') return told(value ? 'yes' : 'no');
  if (typeof value === 'number') {
    const { unit } = termOf(name);
    const number = decimals(String(value)).replace('-', '−');
    return unit === undefined ? number : `${number} ${unit}`;
  }
  if (Array.isArray(value)) return value.map((item) => valueInWords(name, item)).join(', ') || told('none');
  if (isJsonObject(value))
    return inOrder(value)
      .map(([member, one]) => `${lowered(termOf(member).label)} ${valueInWords(member, one)}`)
      .join(', ');
  if (typeof value !== 'string') return JSON.stringify(value) ?? '';
  if (name === 'type') return typeInWords(value);
  if (INSTANTS.has(name) && isInstant(value)) return utcExact(new Date(value).toISOString());
  if (!CODED.has(name)) return value;
  return told(Object.hasOwn(CODES, value) ? CODES[value]! : value.replaceAll('-', ' '));
}

/** The same for what was computed: six digits. */
export const computedInWords = (name: string, value: unknown): string =>
  typeof value === 'number'
    ? valueInWords(name, Number(figure(value).replace('−', '-')))
    : valueInWords(name, value);

const WHOLE: Readonly<Record<string, string>> = {
  'path.tubing': 'Fluid in the pump’s tubing',
  'path.catheter': 'Fluid in the catheter',
  'program.dailyDoseMcg': 'Program, daily dose (mean)',
  'program.concentrationMcgPerMl': 'Program, concentration as programmed',
};
const ONE: Readonly<Record<string, string>> = {
  alarms: 'alarm',
  assessments: 'assessment',
  boluses: 'bolus',
  lots: 'lot',
  motorStalls: 'stall',
  steps: 'step',
  weekdays: 'day',
  with: 'further drug',
};

/** Where something stands: `program.boluses.0.doseMcg` is `Program, bolus 1, dose`. */
export function placeInWords(path: readonly (string | number)[]): string {
  const whole = WHOLE[path.join('.')];
  if (whole !== undefined) return told(whole);
  const parts = path.flatMap((name, index) => {
    if (typeof name === 'number') return [];
    const { label } = termOf(name);
    const next = path[index + 1];
    return typeof next === 'number' ? [`${told(ONE[name] ?? label.toLowerCase())} ${next + 1}`] : [label];
  });
  return capitalised(parts.map((part, index) => (index === 0 ? part : lowered(part))).join(', '));
}

/** Abbreviations stay as they are. */
const lowered = (label: string): string =>
  /^[A-Z][A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
