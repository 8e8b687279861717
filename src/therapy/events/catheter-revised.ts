import { ValidateBy } from 'class-validator';
import { eventType } from './event-type.js';
import { Nested, Optional } from './fields/nested.js';
import { TubingVolumeMl } from './fields/numbers.js';
import { Choice, FreeText } from './fields/texts.js';
import { Catheter } from './values/catheter.js';
import { type FilledWith, FilledWithChoice } from './values/filled-with.js';

const SEGMENTS = ['pump-end', 'tip-end', 'connector'] as const;

const NoneForConnector = (): PropertyDecorator =>
  ValidateBy({
    name: 'noneForConnector',
    validator: {
      validate: (volume, args) =>
        (args?.object as CatheterRevised | undefined)?.segment !== 'connector' || volume === 0,
      defaultMessage: () => 'must be 0 or left out: a connector holds nothing',
    },
  });

/** A part of the catheter was changed; the rest stayed with what it held. */
export class CatheterRevised {
  /** 1-200 characters. */
  @FreeText()
  readonly reason: string;

  /** Which part is new. */
  @Choice(SEGMENTS)
  readonly segment: (typeof SEGMENTS)[number];

  /** Of the new segment, mL; 0, or 1e-6 to 2 (contract). 0 or left out for a connector. */
  @Optional()
  @NoneForConnector()
  @TubingVolumeMl()
  readonly segmentVolumeMl?: number;

  /** The whole catheter afterwards; left out, its volume is as before. */
  @Optional()
  @Nested(Catheter)
  readonly catheter?: Catheter;

  /** What the segment was filled with before: `solution` for what the reservoir holds. Left out, `drug-free`. */
  @FilledWithChoice()
  readonly filledWith?: FilledWith;
}

export const catheterRevised = eventType(
  'CatheterRevised',
  CatheterRevised,
  'A part of the catheter was changed. What stayed keeps what it held.',
  {
    occurredAt: '2025-03-03T10:00:00+01:00',
    data: {
      reason: 'kink at the connector',
      segment: 'pump-end',
      segmentVolumeMl: 0.066,
      catheter: { model: '8731SC', lotNumber: 'C-2410', implantedLengthCm: 75, tipLevel: 'T10' },
      filledWith: 'drug-free',
    },
  },
);
