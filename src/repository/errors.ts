import type { StoredEvent } from '../event-store/port.js';
import type { EventId } from '../therapy/envelope.js';
import type { ContentRefusal } from '../therapy/content.js';
import type { FieldError } from '../therapy/field-error.js';

/** An id, or an idempotency key, was used for another content. */
export class OtherContent extends Error {
  constructor(readonly id: EventId) {
    super(`the event ${id} is recorded with another content; nothing was changed`);
  }
}

/** The log holds an event of which this release can say nothing, and so nothing of its therapy. */
export class UnreadableEvent extends Error {
  readonly therapyId: string;
  readonly eventId: string;
  readonly type: string;
  readonly revision: number;
  readonly position: string;

  constructor(
    { streamId, id, type, revision, position }: Omit<StoredEvent, 'bytes' | 'hash'>,
    why: string,
    options?: ErrorOptions,
  ) {
    super(
      `the event ${id} of the type ${type}, revision ${revision} of ${streamId} at position ${position}, cannot be read: ${why}`,
      options,
    );
    this.therapyId = streamId;
    this.eventId = id;
    this.type = type;
    this.revision = revision;
    this.position = position;
  }
}

/** The therapy is not at the revision that the client expected. */
export class RevisionMismatch extends Error {
  constructor(readonly revision: number) {
    super(`the therapy is at revision ${revision}; read it again before you decide`);
  }
}

/** Bytes of an event's canonical content (type, occurredAt, data, source). */
export const MOST_CONTENT_BYTES = 32 * 1024;

export class ContentTooLarge extends Error {
  constructor() {
    super(`an event’s content is at most ${MOST_CONTENT_BYTES} bytes of canonical JSON`);
  }
}

/** A body, or a line of an import, that cannot be an event. */
export class InvalidContent extends Error {
  constructor(
    readonly code: ContentRefusal | 'MALFORMED_JSON',
    readonly errors: readonly FieldError[],
  ) {
    super(code);
  }
}

/** Nothing of that id is recorded for the therapy. */
export class UnknownEvent extends Error {
  constructor(readonly eventId: string) {
    super(`no event ${eventId} is recorded for this therapy`);
  }
}

export class UnknownPolicy extends Error {
  constructor(
    readonly reference: string,
    readonly known: readonly string[],
  ) {
    super(`no policy ${reference} was in force then; known are ${known.join(', ')}`);
  }
}

/** What an import had done when it could not go on. To import the same file again is safe. */
export interface ImportSoFar {
  readonly recorded: number;
  readonly duplicates: number;
}

export class ImportInterrupted extends Error {
  constructor(
    readonly soFar: ImportSoFar,
    options: ErrorOptions,
  ) {
    super(
      `the event log went away; ${soFar.recorded} events of this import were recorded before. Import the same file again: what is recorded is not recorded twice`,
      options,
    );
  }
}

export class TooManyRejected extends Error {
  constructor(
    readonly soFar: ImportSoFar,
    readonly most: number,
  ) {
    super(
      `more than ${most} lines were rejected, so the rest was not read; ${soFar.recorded} events were recorded. Mend the file and import it again: what is recorded is not recorded twice`,
    );
  }
}

/** The register does not know everything yet that was recorded, or holds rows that are no longer sure. */
export class RegisterBehind extends Error {
  constructor(
    readonly eventsBehind: number,
    /** Whose audits wait to be made; undefined where there is no register yet. */
    readonly therapiesBehind: number | undefined,
    isAtLeast: boolean,
  ) {
    super(
      `the register is ${isAtLeast ? 'at least ' : ''}${eventsBehind} events behind${
        therapiesBehind === undefined ? '' : `, and ${therapiesBehind} therapies wait to be audited`
      }; ask again, or ask for the audit of one therapy, which is never behind`,
    );
  }
}

/** No checkpoint of such a size was ever signed. */
export class CheckpointNotFound extends Error {
  constructor(size: number) {
    super(
      `no checkpoint of ${size} events was signed; leave checkpoint away for the first one that covers the answer`,
    );
  }
}

/** The answer shows events that came after the checkpoint. */
export class CheckpointTooEarly extends Error {
  constructor(size: number, leafIndex: number) {
    super(
      `the checkpoint of ${size} events does not cover the answer, whose last event is number ${leafIndex} of the ledger; ask for a later checkpoint, or for an earlier knownAt`,
    );
  }
}

/** Nothing that could be proven was known. */
export class NothingKnown extends Error {
  constructor() {
    super('nothing was recorded of the therapy by knownAt; ask with a later one');
  }
}

/** What a reviewer saw is not what the audit is. */
export class AuditChanged extends Error {
  constructor(readonly auditHash: string) {
    super('the audit is not the one whose hash was given; read it again before you sign');
  }
}
