import { Inject, Injectable } from '@nestjs/common';
import { type Care, EVERYWHERE } from '../../access/care.js';
import { may } from '../../access/may.js';
import { type Permission, type Role, roleFor } from '../../access/permissions.js';
import type { Subject } from '../../access/subject.js';
import { AppendGate } from '../../event-store/append-gate.js';
import { Fault } from '../../faults/fault.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { Therapies } from '../../repository/therapies.js';
import type { TherapyRecord } from '../../repository/therapy-record.js';
import { UnknownTherapy } from '../../therapy/decider.js';
import type { TherapyId } from '../../therapy/envelope.js';

/** Where each therapy is cared for today, as the log says. */
@Injectable()
export class CareBook {
  constructor(
    private readonly therapies: Therapies,
    private readonly gate: AppendGate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined where nothing is recorded. */
  async find(therapyId: TherapyId): Promise<TherapyRecord | undefined> {
    const record = await this.therapies.get(therapyId);
    if (record.revision > 0) return record;
    if (record.size === 0) this.therapies.forget(therapyId, record);
    return undefined;
  }

  async careOf(therapyId: TherapyId): Promise<Care | undefined> {
    const record = await this.find(therapyId);
    return record?.care(this.clock());
  }

  /** The role that counts; undefined where the therapy does not exist for the subject, or at all. */
  async mayBy(subject: Subject, permission: Permission, therapyId: TherapyId): Promise<Role | undefined> {
    if (subject.via === 'off') return roleFor(subject.roles, permission);
    const care = await this.careFor(subject, therapyId);
    return care && may(subject, permission, care);
  }

  /** What cannot be read shows that it is there to those alone who reach everything: where it belongs, nobody can say. */
  private async careFor({ sites }: Subject, therapyId: TherapyId): Promise<Care | undefined> {
    try {
      return await this.careOf(therapyId);
    } catch (error) {
      if (error instanceof Fault && error.kind === 'unreadable' && !sites.includes(EVERYWHERE))
        return undefined;
      throw error;
    }
  }

  /** As every answer about a therapy of which nothing is recorded. */
  unknown(therapyId: TherapyId): Error {
    return this.gate.contradiction ?? new UnknownTherapy(therapyId);
  }
}
