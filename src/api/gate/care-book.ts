import { Inject, Injectable } from '@nestjs/common';
import type { Care } from '../../access/care.js';
import { may } from '../../access/may.js';
import { type Permission, type Role, roleFor } from '../../access/permissions.js';
import type { Subject } from '../../access/subject.js';
import { AppendGate } from '../../event-store/append-gate.js';
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
    const care = await this.careOf(therapyId);
    return care && may(subject, permission, care);
  }

  /** As every answer about a therapy of which nothing is recorded. */
  unknown(therapyId: TherapyId): Error {
    return this.gate.contradiction ?? new UnknownTherapy(therapyId);
  }
}
