import type { EventType } from '../therapy/events/event-type.js';
import type { StreamEventData, StreamEventType } from './ledger-event.js';
import { accessLogPruned } from './events/access-log-pruned.js';
import { accessLogSealed } from './events/access-log-sealed.js';
import { authOffAllowed } from './events/auth-off-allowed.js';
import { clockAccepted } from './events/clock-accepted.js';
import { defaultPolicyChanged } from './events/default-policy-changed.js';
import { policyAdopted } from './events/policy-adopted.js';

/** What each type of no therapy says. */
export const streamEventTypes: {
  readonly [Name in StreamEventType]: EventType<Name, StreamEventData[Name]>;
} = {
  PolicyAdopted: policyAdopted,
  DefaultPolicyChanged: defaultPolicyChanged,
  ClockAccepted: clockAccepted,
  AccessLogSealed: accessLogSealed,
  AccessLogPruned: accessLogPruned,
  AuthOffAllowed: authOffAllowed,
};
