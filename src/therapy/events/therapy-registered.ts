import { eventType } from './event-type.js';
import { LIMITS } from './fields/limits.js';
import { Optional } from './fields/nested.js';
import { WholeNumber } from './fields/numbers.js';
import { Personal } from './fields/personal.js';
import { Choice, FreeText, KebabCode, Name200 } from './fields/texts.js';

const AIS_GRADES = ['A', 'B', 'C', 'D', 'E'] as const;
/** FHIR's administrative genders. */
const SEXES = ['male', 'female', 'other', 'unknown'] as const;

/** The therapy begins to be recorded: first in every stream, and once. */
export class TherapyRegistered {
  /** Stands for the patient, whose name belongs nowhere here; 1-200 characters. */
  @FreeText()
  readonly patientPseudonym: string;

  /** What the therapy is for; 1-200 characters. */
  @FreeText()
  readonly indication: string;

  /**
   * A code such as `spinal-cord-injury`, `multiple-sclerosis`, `cerebral-palsy`, `traumatic-brain-injury` or
   * `stroke`, which policies know.
   */
  @KebabCode()
  readonly aetiology: string;

  /** The neurological level, such as `C3`; 1-200 characters. */
  @Optional()
  @Name200()
  readonly lesionLevel?: string;

  /** ASIA impairment scale. */
  @Optional()
  @Choice(AIS_GRADES)
  readonly aisGrade?: (typeof AIS_GRADES)[number];

  /** 1900-2100. */
  @Personal()
  @Optional()
  @WholeNumber(LIMITS.birthYear)
  readonly birthYear?: number;

  /** As in FHIR. */
  @Personal()
  @Optional()
  @Choice(SEXES)
  readonly sex?: (typeof SEXES)[number];
}

export const therapyRegistered = eventType(
  'TherapyRegistered',
  TherapyRegistered,
  'The therapy begins to be recorded. The first event of every therapy, recorded once.',
  {
    occurredAt: '2024-01-08T09:00:00+01:00',
    data: {
      patientPseudonym: 'P-0042',
      indication: 'severe spasticity',
      aetiology: 'spinal-cord-injury',
      lesionLevel: 'C5',
      aisGrade: 'B',
      birthYear: 1978,
      sex: 'female',
    },
  },
);
