import { CODES } from '../../reports/event-words.js';
import { capitalised } from '../../reports/words.js';
import { told } from '../../words/told.js';
import { speech } from '../../words/locale.js';

/** Where the name alone would not do. */
const LABELS: Readonly<Record<string, string>> = {
  aisGrade: 'AIS grade',
  at: 'When they began',
  csfAppearance: 'Appearance of the fluid (CSF)',
  data: 'What happened',
  displayed: 'What the programmer showed',
  fieldTesla: 'Field strength',
  flowMlPerDay: 'Flow',
  from: 'Old content',
  high: 'Highest grade, for a range',
  hoursAfter: 'Hours after the bolus',
  low: 'Grade, or the lowest of a range',
  occurredAt: 'When it happened',
  maxPerDay: 'Most in a day',
  on: 'From',
  path: 'Content of tubing and catheter',
  patientBolus: 'Boluses that the patient may ask for',
  patientBoluses: 'Boluses that the patient was given',
  reasonCode: 'Kind of reason',
  segment: 'New part',
  shows: 'What the pump says',
  since: 'Counted since',
  startsWith: 'What the pump moves first',
  success: 'Whether anything came',
  to: 'New content',
  udi: 'Unique device identifier (UDI)',
  inference: 'Finding or cessation',
  weekdays: 'Days',
  with: 'Further drugs',
};

/** Where it means another thing in the objects of one class. */
const LABELS_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CatheterRevised: { catheter: 'The whole catheter afterwards' },
  OutcomeAssessed: { value: 'Value, or the lowest of a range', high: 'Highest value, for a range' },
  PumpReplaced: { pump: 'New pump', aspiratedVolumeMl: 'Aspirated volume of the old pump' },
  ShownStall: { from: 'Stood from', to: 'Ran again from' },
  TherapyTakenOver: { reservoir: 'What is in the reservoir' },
};

const UNIT = /(McgPerMl|Mcg|Ml|Mg|Minutes|Cm)$/;

const inWords = (name: string): string =>
  capitalised(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

/** A property's name in plain words; a quantity's unit stands beside its field. */
export const labelOf = (name: string, isQuantity: boolean, className = ''): string =>
  told(LABELS_OF[className]?.[name] ?? LABELS[name] ?? inWords(isQuantity ? name.replace(UNIT, '') : name));

/** An item of a list by the list's label. */
export const itemLabel = (label: string, index: number): string =>
  speech().locale === 'en' ? `${label.replace(/(?<=us)es$|s$/, '')} ${index + 1}` : `${label}: ${index + 1}`;

const CHOICES: Readonly<Record<string, string>> = {
  ...CODES,
  'drug-free': 'drug-free',
};

/** A code that can be chosen, in words. */
export const choiceLabel = (code: string): string =>
  told(CHOICES[code] ?? (/^[a-z]+(-[a-z0-9]+)+$/.test(code) ? code.replaceAll('-', ' ') : code));
