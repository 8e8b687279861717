import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { ResidualVolumeMl } from './fields/numbers.js';
import { Choice, YesOrNo } from './fields/texts.js';

const CSF_APPEARANCES = ['clear', 'cloudy', 'bloody', 'xanthochromic', 'other'] as const;

/** Cerebrospinal fluid was drawn, or could not be drawn, through the catheter. */
export class CatheterAspirated {
  /** Whether anything came. */
  @YesOrNo()
  readonly success: boolean;

  /** What was drawn, mL; 0, or 1e-6 to 100 (contract). Drug-free fluid takes its place from the tip. */
  @Optional()
  @ResidualVolumeMl()
  readonly volumeMl?: number;

  @Optional()
  @Choice(CSF_APPEARANCES)
  readonly csfAppearance?: (typeof CSF_APPEARANCES)[number];
}

export const catheterAspirated = eventType(
  'CatheterAspirated',
  CatheterAspirated,
  'Fluid was drawn, or could not be drawn, through the catheter. Drug-free fluid takes its place from the tip.',
  { occurredAt: '2024-10-01T10:30:00+02:00', data: { success: true, volumeMl: 2, csfAppearance: 'clear' } },
);
