import type { PolicyBook } from '../../compliance/policies/index.js';
import type { TherapyRecord } from '../../repository/therapy-record.js';
import { type Answer, type Asked, type Question, answerTo } from './answers.js';
import type { Asking } from './asking.js';
import { KeptTherapy } from './kept-therapy.js';

/** Answers in the thread that asks. */
export class InPlace implements Asking {
  private readonly kept = new WeakMap<TherapyRecord, KeptTherapy>();

  constructor(private readonly policies: PolicyBook) {}

  async ask<Name extends Question>(
    record: TherapyRecord,
    name: Name,
    asked: Asked<Name>,
  ): Promise<Answer<Name>> {
    const therapy = this.kept.get(record) ?? new KeptTherapy(record.therapyId, this.policies);
    this.kept.set(record, therapy);
    therapy.add(record.filed(therapy.revision, record.revision));
    return answerTo(name, therapy, asked);
  }
}
