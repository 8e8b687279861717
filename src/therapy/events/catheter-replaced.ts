import { eventType } from './event-type.js';
import { Nested } from './fields/nested.js';
import { FreeText } from './fields/texts.js';
import { Catheter } from './values/catheter.js';
import { type FilledWith, FilledWithChoice } from './values/filled-with.js';

/** Another catheter took the place of the one before; it holds no drug yet, unless it was filled before. */
export class CatheterReplaced {
  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;

  /** The new catheter. */
  @Nested(Catheter)
  readonly catheter: Catheter;

  /** What it was filled with before: `solution` for what the reservoir holds. Left out, `drug-free`. */
  @FilledWithChoice()
  readonly filledWith?: FilledWith;
}

export const catheterReplaced = eventType(
  'CatheterReplaced',
  CatheterReplaced,
  'Another catheter took the place of the one before. It holds no drug yet, unless it was filled before; the pump’s tubing is unchanged.',
  {
    occurredAt: '2024-10-08T10:00:00+02:00',
    data: {
      reason: 'leak at the connector',
      catheter: { model: '8731SC', lotNumber: 'C-2291', implantedLengthCm: 72, tipLevel: 'T10' },
      filledWith: 'drug-free',
    },
  },
);
