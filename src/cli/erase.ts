import type { INestApplicationContext } from '@nestjs/common';
import { Erasing } from '../record/erasing.js';
import { envelopeAnswer, type EventEnvelope } from '../answers/dto/envelope.dto.js';
import { writtenText } from '../reports/words.js';
import { fieldErrors } from '../therapy/checker.js';
import type { TherapyId } from '../therapy/envelope.js';
import { PatientErased } from '../therapy/events/patient-erased.js';
import { COMMAND_LINE } from './command-line.js';
import { UsageError } from './exit.js';
import { list, minute } from './table.js';

/** @throws UsageError */
export function checkedReason(why: PatientErased): PatientErased {
  const [first] = fieldErrors(why, PatientErased);
  if (first) throw new UsageError(`--${first.pointer.slice(1)} ${first.detail}.`);
  return why;
}

/** Destroys the key of a therapy's personal values for good. */
export async function erase(
  app: INestApplicationContext,
  therapyId: TherapyId,
  why: PatientErased,
): Promise<EventEnvelope> {
  const { envelope } = await app.get(Erasing, { strict: false }).erase(therapyId, why, COMMAND_LINE);
  return envelopeAnswer(envelope);
}

export const showErased = ({ therapyId, revision, recordedAt, data }: EventEnvelope): string => {
  const { reason, authority } = data as PatientErased;
  return list([
    ['therapy', therapyId],
    ['erased (UTC)', minute(recordedAt)],
    ['reason', writtenText(reason)],
    ['authority', writtenText(authority)],
    ['recorded as', `PatientErased, revision ${revision}`],
    [
      'what remains',
      'personal values cannot be read any more; digests, doses, proofs and audits stay. Backups of keys.db from before must be destroyed, too',
    ],
  ]);
};
