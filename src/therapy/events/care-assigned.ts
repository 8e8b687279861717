import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { PlaceCode } from './fields/texts.js';

/** Who cares for the patient from then on. */
export class CareAssigned {
  /** A code such as `north`; in clear. */
  @PlaceCode()
  readonly site: string;

  /** A code of a ward or outpatient clinic of the site, such as `ward-3`; in clear. */
  @Optional()
  @PlaceCode()
  readonly unit?: string;
}

export const careAssigned = eventType(
  'CareAssigned',
  CareAssigned,
  'Where the patient is cared for from then on, which decides who reaches the therapy. A date that is an interval counts ' +
    'from its latest end; the latest assignment counts, also for what was known before it.',
  { occurredAt: '2024-01-08T09:30:00+01:00', data: { site: 'north', unit: 'ward-3' } },
);
