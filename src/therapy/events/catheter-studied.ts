import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { ResidualVolumeMl, VolumeMl } from './fields/numbers.js';
import { Choice } from './fields/texts.js';

const METHODS = [
  'contrast-myelography',
  'x-ray',
  'ct',
  'scintigraphy',
  'fluoroscopy',
  'mri',
  'surgical-exploration',
  'other',
] as const;
const FINDINGS = [
  'patent',
  'leak',
  'rupture',
  'occlusion',
  'migration',
  'disconnection',
  'kink',
  'granuloma',
  'tip-misplaced',
  'inconclusive',
] as const;

/** The catheter was examined. */
export class CatheterStudied {
  @Choice(METHODS)
  readonly method: (typeof METHODS)[number];

  @Choice(FINDINGS)
  readonly finding: (typeof FINDINGS)[number];

  /** Drawn out at the pump end before contrast was given, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly aspiratedVolumeMl?: number;

  /** Pushed in at the pump end, mL; at least 1e-6 and at most 100 (contract). What it displaces leaves the tip as dose. */
  @Optional()
  @VolumeMl()
  readonly contrastVolumeMl?: number;
}

export const catheterStudied = eventType(
  'CatheterStudied',
  CatheterStudied,
  'The catheter was examined. Contrast, where its volume is given, pushes the content of the catheter out of the tip.',
  {
    occurredAt: '2024-10-01T11:00:00+02:00',
    data: { method: 'contrast-myelography', finding: 'leak', aspiratedVolumeMl: 0.3, contrastVolumeMl: 3 },
  },
);
