import type { CodeOf } from '../faults/catalogue.js';
import { Fault } from '../faults/fault.js';
import type { FieldError } from '../faults/field-error.js';
import type { EventId } from '../therapy/envelope.js';

/** An id, or an idempotency key, was used for another content. */
export class OtherContent extends Fault {
  constructor(id: EventId) {
    super(
      ['conflict', 'EVENT_ID_REUSED'],
      `the event ${id} is recorded with another content; nothing was changed`,
    );
  }
}

/** The therapy is not at the revision that the client expected. */
export class RevisionMismatch extends Fault {
  constructor(readonly revision: number) {
    super(
      ['stale', 'REVISION_MISMATCH'],
      `the therapy is at revision ${revision}; read it again before you decide`,
      { currentRevision: revision },
    );
  }
}

/** Somebody registers a therapy under the id of one that does not exist for him. */
export class TherapyIdTaken extends Fault {
  constructor(therapyId: string) {
    super(['conflict', 'THERAPY_ID_TAKEN'], `the id ${therapyId} is taken; choose another one`);
  }
}

/** Nothing of the service is under a key of such a person. */
export class UnknownStaff extends Fault {
  constructor() {
    super(['not-found', 'STAFF_NOT_FOUND'], 'no key of such a member of staff is kept');
  }
}

/** Who signed what is kept stays readable. */
export class SignaturesKept extends Fault {
  constructor() {
    super(
      ['conflict', 'SIGNATURES_KEPT'],
      'this person signed audits that are kept: the key by which their name is read stays',
    );
  }
}

/** Bytes of an event's canonical content (type, occurredAt, data, source). */
export const MOST_CONTENT_BYTES = 32 * 1024;

export class ContentTooLarge extends Fault {
  constructor() {
    super(
      ['too-large', 'CONTENT_TOO_LARGE'],
      `an event’s content is at most ${MOST_CONTENT_BYTES} bytes of canonical JSON`,
    );
  }
}

/** A body, or a line of an import, that cannot be an event. */
export class InvalidContent extends Fault {
  constructor(code: CodeOf<'refused'>, errors: readonly FieldError[]) {
    const [first, ...more] = errors;
    const rest = more.length > 0 ? `, and ${more.length} more faults` : '';
    const detail = first ? `${first.pointer || 'it'} ${first.detail}${rest}` : 'the body has faults';
    super(['refused', code], code, { detail, errors });
  }
}

/** Whoever reaches single sites only says at which of them the patient is. */
export class CareMissing extends Fault {
  constructor() {
    const detail = 'must be { site, unit? }, one of your own: it decides who reaches the therapy';
    super(['refused', 'CARE_MISSING'], 'care is missing', {
      detail: `/care ${detail}`,
      errors: [{ pointer: '/care', detail }],
    });
  }
}

/** What a reviewer saw is not what the audit is. */
export class AuditChanged extends Fault {
  constructor(auditHash: string) {
    super(
      ['conflict', 'AUDIT_CHANGED'],
      'the audit is not the one whose hash was given; read it again before you sign',
      { members: { auditHash } },
    );
  }
}

/** What an import had done when it could not go on. To import the same file again is safe. */
export interface ImportSoFar {
  readonly recorded: number;
  readonly duplicates: number;
}

export class ImportInterrupted extends Fault {
  constructor(soFar: ImportSoFar, options: ErrorOptions) {
    super(
      ['unavailable', 'STORE_UNAVAILABLE'],
      `the event log went away; ${soFar.recorded} events of this import were recorded before. Import the same file again: what is recorded is not recorded twice`,
      { ...options, members: { ...soFar } },
    );
  }
}

/** The rest of an import is refused, whatever it says: what was recorded before stays, and nothing half. */
export class ImportRefused extends Error {
  /** @param line at which it stopped */
  constructor(
    readonly soFar: ImportSoFar & { readonly line: number },
    override readonly cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

export class TooManyRejected extends Fault {
  constructor(soFar: ImportSoFar, most: number) {
    super(
      ['refused', 'TOO_MANY_REJECTED'],
      `more than ${most} lines were rejected, so the rest was not read; ${soFar.recorded} events were recorded. Mend the file and import it again: what is recorded is not recorded twice`,
      { members: { ...soFar } },
    );
  }
}
