import { eventType } from './event-type.js';
import { Optional } from './fields/nested.js';
import { FreeText, Note, YesOrNo } from './fields/texts.js';

/** Something untoward was seen. */
export class AdverseEventObserved {
  /** What was seen; 1-2,000 characters. */
  @Note()
  readonly description: string;

  /** Whether it meets any criterion of seriousness. */
  @YesOrNo()
  readonly serious: boolean;

  /** The criterion it meets, such as `hospitalisation`; 1-200 characters. */
  @Optional()
  @FreeText()
  readonly seriousness?: string;

  /** How it ended, such as `recovered`; 1-200 characters. */
  @Optional()
  @FreeText()
  readonly outcome?: string;

  /** The drug or device suspected; 1-200 characters. */
  @Optional()
  @FreeText()
  readonly suspect?: string;
}

export const adverseEventObserved = eventType(
  'AdverseEventObserved',
  AdverseEventObserved,
  'Something untoward was seen.',
  {
    id: 'example-adverse-event',
    occurredAt: '2025-02-18',
    data: {
      description: 'itching of the trunk, without a rash',
      serious: false,
      seriousness: 'none',
      outcome: 'recovered',
      suspect: 'morphine',
    },
  },
);
