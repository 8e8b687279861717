import type { TherapyRecord } from '../../repository/therapy-record.js';
import type { Answer, Asked, Question } from './answers.js';

export const ASKING = Symbol('where questions are answered');

/** Answers what is asked of one therapy, by what the log has acknowledged of it. */
export interface Asking {
  /** @throws AuditTooLong, FlowUnknown, PathVolumeUnknown, TooManyPoints */
  ask<Name extends Question>(record: TherapyRecord, name: Name, asked: Asked<Name>): Promise<Answer<Name>>;
}
