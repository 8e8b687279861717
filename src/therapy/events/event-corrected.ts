import { statedFact } from '../stated-fact.js';
import { type StatedDate, eventType } from './event-type.js';
import { FACT_TYPES, type FactData, type FactName } from './facts.js';
import { Union } from './fields/nested.js';
import { EventIdField, FreeText } from './fields/texts.js';

/** What stands in place of a corrected event, as the client gave it. */
export type Replacement = {
  [Name in FactName]: {
    readonly type: Name;
    readonly occurredAt: StatedDate;
    readonly data: FactData<Name>;
  };
}[FactName];

const REPLACEMENTS = Object.fromEntries(
  Object.values(FACT_TYPES).map((type) => [type.name, statedFact(`Replacement${type.name}`, type)]),
);

/**
 * An event counts as its replacement, from now on; it stays in the record. A replacement does not say its version: a new
 * version of a fact is a new version of this type as well, which brings the replacement along.
 */
export class EventCorrected {
  /** The id of the event, of this therapy. */
  @EventIdField()
  readonly corrects: string;

  /** Type, date and data as they should have been. */
  @Union('type', REPLACEMENTS)
  readonly replacement: Replacement;

  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;
}

export const eventCorrected = eventType(
  'EventCorrected',
  EventCorrected,
  'An event counts as its replacement, from now on. It stays in the record; the latest correction or void of an ' +
    'event wins.',
  {
    occurredAt: '2025-03-01T09:00:00+01:00',
    data: {
      corrects: 'example-assessment',
      replacement: {
        type: 'SpasticityAssessed',
        occurredAt: '2024-01-15T10:00:00+01:00',
        data: { scale: 'MAS', low: '3', high: '4', site: 'lower limbs' },
      },
      reason: 'grades of another visit were copied',
    },
  },
);
