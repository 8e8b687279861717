import { eventType } from '../../therapy/events/event-type.js';
import { Name200, NamedId } from '../../therapy/events/fields/texts.js';

/** Another policy judges where a question names none. */
export class DefaultPolicyChanged {
  /** The policy’s id. */
  @NamedId()
  readonly policy: string;

  /** The one before. */
  @NamedId()
  readonly previous: string;

  /** The release of the service that was started with it. */
  @Name200()
  readonly release: string;
}

export const defaultPolicyChanged = eventType(
  'DefaultPolicyChanged',
  DefaultPolicyChanged,
  'The service was started with another `DEFAULT_POLICY` than before: from here on it judges where a question names no policy. What ' +
    'was asked by what was known before is still judged by the one before. Without any such event it is `case-report-2024`.',
  {
    occurredAt: '2025-03-06T10:00:00.000Z',
    data: { policy: 'our-hospital', previous: 'case-report-2024', release: 'pump-ledger 0.1.0' },
  },
);
