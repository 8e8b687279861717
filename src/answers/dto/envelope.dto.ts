import { ApiProperty } from '@nestjs/swagger';
import type { Envelope } from '../../therapy/envelope.js';

/** When a fact happened, as exactly as its source says. */
export class OccurredAtDto {
  /** As it was given. */
  @ApiProperty({
    oneOf: [
      { type: 'string' },
      { type: 'object', properties: { earliest: { type: 'string' }, latest: { type: 'string' } } },
    ],
  })
  stated: unknown;
  /** First instant at which it can have happened. */
  @ApiProperty({ format: 'date-time' })
  earliest: string;
  /** Last instant at which it can have happened. */
  @ApiProperty({ format: 'date-time' })
  latest: string;
  precision: 'instant' | 'day' | 'month' | 'year' | 'interval';
}

export class RecordedByDto {
  subject: string;
  name: string;
  role: string;
}

export class SourceDto {
  kind: 'manual' | 'programmer-report' | 'publication' | 'import' | 'hl7';
  document?: string;
  assertion: 'stated' | 'derived' | 'assumed';
  note?: string;
}

/** A recorded event. */
export class EventEnvelope {
  /** Unique within the therapy. */
  id: string;
  therapyId: string;
  /** @example "ReservoirRefilled" */
  type: string;
  @ApiProperty({ type: 'integer' })
  schemaVersion: number;
  /** Counts from 1 within the therapy. */
  @ApiProperty({ type: 'integer' })
  revision: number;
  /** Opaque cursor that grows over all therapies of this store. */
  position: string;
  /** Its number over all therapies, from 0, by which the ledger proves it; not in the receipt of a recording. */
  @ApiProperty({ type: 'integer' })
  leafIndex?: number;
  occurredAt: OccurredAtDto;
  /** When the service learned of it. */
  @ApiProperty({ format: 'date-time' })
  recordedAt: string;
  recordedBy: RecordedByDto;
  /**
   * How it came, where its source says otherwise: `import` by a file though its kind is not `import`, `request` by a request of its own
   * though it is. Absent from all others, and from publications.
   */
  via?: 'import' | 'request';
  source: SourceDto;
  /** What it says; which members it has follows from its type. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data: object;
  /** SHA-256 of the therapy's event before, lower-case hex; 64 zeros for the first. */
  previousHash: string;
  /** SHA-256 of the canonical bytes, lower-case hex. */
  hash: string;
}

/** In the order in which clients are shown it, whether it comes from memory or from the log. */
export function envelopeAnswer(event: Envelope): EventEnvelope {
  const { occurredAt, recordedBy, source } = event;
  return {
    id: event.id,
    therapyId: event.therapyId,
    type: event.type,
    schemaVersion: event.schemaVersion,
    revision: event.revision,
    position: event.position,
    leafIndex: event.leafIndex,
    occurredAt: {
      stated: occurredAt.stated,
      earliest: occurredAt.earliest,
      latest: occurredAt.latest,
      precision: occurredAt.precision,
    },
    recordedAt: event.recordedAt,
    recordedBy: { subject: recordedBy.subject, name: recordedBy.name, role: recordedBy.role },
    via: event.via,
    source: { kind: source.kind, document: source.document, assertion: source.assertion, note: source.note },
    data: event.data,
    previousHash: event.previousHash,
    hash: event.hash,
  };
}
