import { readContent } from '../therapy/content.js';
import type { TherapyId } from '../therapy/envelope.js';
import { ANONYMOUS } from './anonymous.js';
import { InvalidContent } from './errors.js';
import { refuseNamedTwice } from './named-twice.js';
import type { Recording } from './recording.js';

/**
 * What somebody asks to be recorded, from its body `{ type, occurredAt, data, source?, id? }`.
 * @throws InvalidContent
 */
export function readRecording(
  therapyId: TherapyId,
  body: unknown,
  {
    idempotencyKey,
    ifRevision,
    recordedBy = ANONYMOUS,
  }: Pick<Recording, 'idempotencyKey' | 'ifRevision'> & Partial<Pick<Recording, 'recordedBy'>>,
): Recording {
  const read = readContent(body, { defaultSourceKind: 'manual' });
  if (!read.ok) throw new InvalidContent(read.code, read.errors);
  const { content, id, care } = read;
  refuseNamedTwice(content);
  return { therapyId, content, id, care, idempotencyKey, ifRevision, recordedBy };
}
