import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { ChangesFound, LearnedEntry } from '../audit-changes.js';
import type { HashedAudit } from '../audit-found.js';
import { FindingDto } from './audit.dto.js';
import { CessationDto } from './cessation.dto.js';
import { OccurredAtDto } from './envelope.dto.js';
import { instantText } from './instants.js';
import { PolicyReferenceDto } from './policy.dto.js';

/** The audit at one of the two instants of knowledge. */
export class ChangeSideDto {
  @ApiProperty({ format: 'date-time' })
  knownAt: string;
  policy: PolicyReferenceDto;
  auditHash: string;
  factsHash: string;
}

/** An entry of the record that was learned in between. */
export class LearnedEntryDto {
  eventId: string;
  type: string;
  /** late: recorded long after it happened, by the policy’s hours. */
  kind: 'entry' | 'late' | 'correction' | 'void';
  /** The event that a correction or void speaks of. */
  about?: string;
  occurredAt: OccurredAtDto;
  @ApiProperty({ format: 'date-time' })
  recordedAt: string;
}

const SHOWN = { oneOf: [CessationDto, FindingDto].map((shape) => ({ $ref: getSchemaPath(shape) })) };

export class ChangeDto {
  of: 'cessation' | 'finding';
  id: string;
  change: 'appeared' | 'disappeared' | 'changed';
  @ApiProperty({ required: false, ...SHOWN })
  before?: object;
  @ApiProperty({ required: false, ...SHOWN })
  after?: object;
  /** Since when it is known so. */
  @ApiProperty({ format: 'date-time' })
  knownAt: string;
  /** The entries that did it, by their ids. */
  because: string[];
  /** Whether another version of the policy came into force then. */
  policyChanged: boolean;
}

/** What became of an audit between two instants of knowledge, and which entries did it. */
export class AuditChanges {
  therapyId: string;
  @ApiProperty({ format: 'date-time' })
  asOf: string;
  from: ChangeSideDto;
  to: ChangeSideDto;
  /** In the order in which they came to be known. */
  changes: ChangeDto[];
  /** All that was learned in between, in order of recording. */
  entries: LearnedEntryDto[];
}

const sideAnswer = ({ audit, auditHash, factsHash }: HashedAudit): ChangeSideDto => ({
  knownAt: instantText(audit.knownAt),
  policy: { id: audit.policy.id, version: audit.policy.version },
  auditHash,
  factsHash,
});

const entryAnswer = ({ event, kind, about }: LearnedEntry): LearnedEntryDto => ({
  eventId: event.id,
  type: event.type,
  kind,
  ...(about !== undefined && { about }),
  occurredAt: event.occurredAt,
  recordedAt: event.recordedAt,
});

export const changesAnswer = ({ before, after, changes, entries }: ChangesFound): AuditChanges => ({
  therapyId: after.therapyId,
  asOf: instantText(after.audit.asOf),
  from: sideAnswer(before),
  to: sideAnswer(after),
  changes: changes.map(({ knownAt, because, ...change }) => ({
    ...change,
    knownAt: instantText(knownAt),
    because: because.map(({ event }) => event.id),
  })),
  entries: entries.map(entryAnswer),
});
