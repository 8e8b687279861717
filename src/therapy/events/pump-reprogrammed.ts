import { eventType } from './event-type.js';
import { Optional, Union } from './fields/nested.js';
import { Choice, FreeText } from './fields/texts.js';
import { PROGRAM_CLASSES, type Program } from './values/program.js';

const REASON_CODES = [
  'titration',
  'taper',
  'holiday',
  'emergency',
  'revision',
  'mri',
  'infection',
  'side-effects',
  'error-correction',
  'end-of-life',
  'other',
] as const;

/** The program was replaced at once; a bolus that was running ended. */
export class PumpReprogrammed {
  /** What the pump runs from now on, told apart by `mode`. */
  @Union('mode', PROGRAM_CLASSES)
  readonly program: Program;

  /** 1-200 characters. */
  @Optional()
  @FreeText()
  readonly reason?: string;

  /** Why, as a code; it is shown, and decides nothing. */
  @Optional()
  @Choice(REASON_CODES)
  readonly reasonCode?: (typeof REASON_CODES)[number];
}

export const pumpReprogrammed = eventType(
  'PumpReprogrammed',
  PumpReprogrammed,
  'The program was replaced at once. A bolus that was running ended; the reservoir is unchanged.',
  {
    occurredAt: '2024-03-04T11:30:00+01:00',
    data: {
      program: {
        mode: 'simple-continuous',
        dailyDoseMcg: 100,
        concentrationMcgPerMl: 500,
        startsWith: { kind: 'priming', volumeMl: 0.428, durationMinutes: 20 },
      },
      reason: 'initial programming',
      reasonCode: 'titration',
    },
  },
);
