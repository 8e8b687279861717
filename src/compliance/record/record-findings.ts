import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Sealed } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import type { Policy } from '../policies/policy.js';
import type { Finding } from '../rules/finding.js';
import { amendedIn } from './amendments.js';
import { lateEntry } from './late-entry.js';
import { type Judgements, recordChanged } from './record-changed.js';

/** What an audit finds of how the record was written, one list a policy. */
export function recordFindings(
  known: readonly Sealed[],
  acted: readonly ActingEvent[],
  time: AuditTime,
  judged: readonly (Judgements & { readonly policy: Policy })[],
  judgedWithout: (events: readonly Sealed[]) => readonly Judgements[],
): readonly (readonly Finding[])[] {
  const amended = amendedIn(known, time);
  const changed = recordChanged(known, amended, judged, judgedWithout);
  return judged.map(({ policy }, number) => [...lateEntry(acted, amended, policy), ...changed[number]!]);
}
