import { LedgerContradicted } from '../event-store/append-gate.js';
import { StoreUnavailable, WrongExpectedRevision } from '../event-store/port.js';
import { KeyDestroyed, KeysUnavailable, NotHeld, TherapyHeld } from '../custody/erasure.js';
import { PathVolumeUnknown } from '../infusion/dose.js';
import { TooManyPoints } from '../infusion/dose-curve.js';
import { Refusal, TherapyErased, UnknownTherapy } from '../therapy/decider.js';
import type { FieldError } from '../therapy/field-error.js';
import {
  AuditChanged,
  CheckpointNotFound,
  CheckpointTooEarly,
  ContentTooLarge,
  ImportInterrupted,
  InvalidContent,
  NothingKnown,
  OtherContent,
  RegisterBehind,
  RevisionMismatch,
  TooManyRejected,
  UnknownEvent,
  UnknownPolicy,
  UnreadableEvent,
} from './errors.js';

/** What was asked for cannot be done, for a reason that whoever asked can act on. */
export interface Fault {
  readonly kind:
    'refused' | 'unknown' | 'gone' | 'conflict' | 'stale' | 'too-large' | 'unavailable' | 'unreadable';
  /** Stable, in capitals: what programs decide by. */
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** The revision at which the therapy is, where another was expected. */
  readonly revision?: number;
  /** Further members of the answer. */
  readonly members?: Readonly<Record<string, unknown>>;
}

const PATH_VOLUME =
  'a volume of the fluid path is neither recorded nor known for the model: record tubingVolumeMl with the pump’s implant and volumeMl or implantedLengthCm with the catheter’s (EventCorrected), or ask for site=reservoir';

/** Undefined for what nobody foresaw. */
export function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message: detail } = error;
  if (error instanceof InvalidContent) {
    const [first, ...more] = error.errors;
    const rest = more.length > 0 ? `, and ${more.length} more faults` : '';
    const told = first ? `${first.pointer || 'it'} ${first.detail}${rest}` : 'the body has faults';
    return { kind: 'refused', code: error.code, detail: told, errors: error.errors };
  }
  if (error instanceof Refusal) {
    const errors = [{ pointer: error.pointer, detail }];
    return { kind: 'refused', code: error.code, detail: `${error.pointer} ${detail}`, errors };
  }
  if (error instanceof UnknownTherapy) return { kind: 'unknown', code: 'THERAPY_NOT_FOUND', detail };
  if (error instanceof UnknownEvent) return { kind: 'unknown', code: 'EVENT_NOT_FOUND', detail };
  if (error instanceof TherapyErased || error instanceof KeyDestroyed)
    return { kind: 'gone', code: 'THERAPY_ERASED', detail };
  if (error instanceof TherapyHeld) return { kind: 'conflict', code: 'THERAPY_HELD', detail };
  if (error instanceof NotHeld) return { kind: 'conflict', code: 'THERAPY_NOT_HELD', detail };
  if (error instanceof UnreadableEvent) {
    const { eventId, type, revision, position } = error;
    const members = { eventId, type, revision, position };
    return { kind: 'unreadable', code: 'EVENT_UNREADABLE', detail, members };
  }
  if (error instanceof UnknownPolicy) return { kind: 'unknown', code: 'UNKNOWN_POLICY', detail };
  if (error instanceof CheckpointNotFound) return { kind: 'unknown', code: 'CHECKPOINT_NOT_FOUND', detail };
  if (error instanceof CheckpointTooEarly) return { kind: 'refused', code: 'CHECKPOINT_TOO_EARLY', detail };
  if (error instanceof NothingKnown) return { kind: 'refused', code: 'NOTHING_KNOWN', detail };
  if (error instanceof OtherContent) return { kind: 'conflict', code: 'EVENT_ID_REUSED', detail };
  if (error instanceof AuditChanged)
    return {
      kind: 'conflict',
      code: 'AUDIT_CHANGED',
      detail,
      members: { auditHash: error.auditHash },
    };
  if (error instanceof RevisionMismatch)
    return { kind: 'stale', code: 'REVISION_MISMATCH', detail, revision: error.revision };
  if (error instanceof ContentTooLarge) return { kind: 'too-large', code: 'CONTENT_TOO_LARGE', detail };
  if (error instanceof PathVolumeUnknown)
    return { kind: 'refused', code: 'PATH_VOLUME_UNKNOWN', detail: PATH_VOLUME };
  if (error instanceof TooManyPoints)
    return {
      kind: 'refused',
      code: 'TOO_MANY_POINTS',
      detail: `${detail}; ask for a shorter time, or give maxPoints`,
    };
  if (error instanceof TooManyRejected)
    return { kind: 'refused', code: 'TOO_MANY_REJECTED', detail, members: { ...error.soFar } };
  if (error instanceof ImportInterrupted)
    return { kind: 'unavailable', code: 'STORE_UNAVAILABLE', detail, members: { ...error.soFar } };
  if (error instanceof RegisterBehind) {
    const { eventsBehind, therapiesBehind } = error;
    return {
      kind: 'unavailable',
      code: 'REGISTER_BEHIND',
      detail,
      members: { eventsBehind, therapiesBehind },
    };
  }
  if (error instanceof KeysUnavailable)
    return {
      kind: 'unavailable',
      code: 'KEYS_UNAVAILABLE',
      detail: `${detail}; nothing was acknowledged, and to send it again is safe`,
    };
  if (error instanceof LedgerContradicted)
    return { kind: 'unavailable', code: 'LEDGER_CONTRADICTED', detail };
  if (error instanceof StoreUnavailable)
    return {
      kind: 'unavailable',
      code: 'STORE_UNAVAILABLE',
      detail: 'the event log cannot be reached; nothing was acknowledged, and to send it again is safe',
    };
  if (error instanceof WrongExpectedRevision)
    return {
      kind: 'unavailable',
      code: 'TOO_MANY_WRITERS',
      detail: 'others were faster at every attempt; send it again',
    };
  return undefined;
}
