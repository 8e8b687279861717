import { capitalised } from '../../reports/words.js';

/** Where the name alone would not do. */
const LABELS: Readonly<Record<string, string>> = {
  aisGrade: 'AIS grade',
  csfAppearance: 'Appearance of the fluid (CSF)',
  data: 'What happened',
  displayed: 'What the programmer showed',
  fieldTesla: 'Field strength',
  from: 'Old content',
  high: 'Highest grade, for a range',
  hoursAfter: 'Hours after the bolus',
  low: 'Grade, or the lowest of a range',
  occurredAt: 'When it happened',
  on: 'From',
  startsWith: 'What the pump moves first',
  success: 'Whether anything came',
  to: 'New content',
  udi: 'Unique device identifier (UDI)',
  inference: 'Finding or cessation',
};

const UNIT = /(McgPerMl|Mcg|Ml|Mg|Minutes|Cm)$/;

const inWords = (name: string): string =>
  capitalised(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

/** A property's name in plain words; a quantity's unit stands beside its field. */
export const labelOf = (name: string, isQuantity: boolean): string =>
  LABELS[name] ?? inWords(isQuantity ? name.replace(UNIT, '') : name);

/** An item of a list by the list's label. */
export const itemLabel = (label: string, index: number): string =>
  `${label.replace(/(?<=us)es$|s$/, '')} ${index + 1}`;

const CHOICES: Readonly<Record<string, string>> = { ct: 'CT', 'x-ray': 'X-ray', hl7: 'HL7', mri: 'MRI' };

/** A code that can be chosen, in words. */
export const choiceLabel = (code: string): string =>
  CHOICES[code] ?? (/^[a-z]+(-[a-z0-9]+)+$/.test(code) ? code.replaceAll('-', ' ') : code);
