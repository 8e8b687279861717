import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { ResidualVolumeMl } from './fields/numbers.js';
import { Choice } from './fields/texts.js';

const CONCLUSIONS = ['as-expected', 'excess', 'deficit'] as const;

/** What is in the reservoir was compared with what should be. */
export class ReservoirVolumeChecked {
  /** By the programmer, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly expectedVolumeMl?: number;

  /** As drawn out, mL; 0, or 1e-6 to 100 (contract). */
  @Optional()
  @ResidualVolumeMl()
  readonly measuredVolumeMl?: number;

  /** By whoever checked: more (`excess`) or less (`deficit`) than expected, or as expected. */
  @Choice(CONCLUSIONS)
  readonly conclusion: (typeof CONCLUSIONS)[number];
}

export const reservoirVolumeChecked = eventType(
  'ReservoirVolumeChecked',
  ReservoirVolumeChecked,
  'What is in the reservoir was compared with what should be.',
  {
    occurredAt: '2024-10-01T10:00:00+02:00',
    data: { expectedVolumeMl: 12, measuredVolumeMl: 12.4, conclusion: 'as-expected' },
  },
);
