import { eventType } from './event-type.js';
import { Catheter } from './values/catheter.js';
import { type FilledWith, FilledWithChoice } from './values/filled-with.js';

/** A catheter is in place; it holds no drug yet, unless it was filled before. */
export class CatheterImplanted extends Catheter {
  /**
   * What it was filled with before: `solution` for what the reservoir holds, or, where it holds nothing yet, what is filled
   * next. Left out, `drug-free`.
   */
  @FilledWithChoice()
  readonly filledWith?: FilledWith;
}

export const catheterImplanted = eventType(
  'CatheterImplanted',
  CatheterImplanted,
  'A catheter is in place. It holds no drug yet, unless it was filled before.',
  {
    occurredAt: '2024-03-04T10:30:00+01:00',
    data: {
      model: '8731SC',
      lotNumber: 'C-1187',
      implantedLengthCm: 70,
      volumeMl: 0.154,
      tipLevel: 'T10',
      filledWith: 'drug-free',
    },
  },
);
