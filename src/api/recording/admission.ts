import { Inject, Injectable } from '@nestjs/common';
import { EVERYWHERE, type Place } from '../../access/care.js';
import { covers, may } from '../../access/may.js';
import { type Permission, type Role, roleFor } from '../../access/permissions.js';
import { recordedBy } from '../../access/recorded-by.js';
import type { Subject } from '../../access/subject.js';
import { CareMissing } from '../../record/errors.js';
import type { ReadLine } from '../../record/held-lines.js';
import { ImportEnds, LineForbidden } from '../../record/import-line.js';
import { refuseTooLarge } from '../../record/recording.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { Therapies } from '../../repository/therapies.js';
import type { TherapyRecord } from '../../repository/therapy-record.js';
import { UnknownTherapy } from '../../therapy/decider.js';
import type { Content, RecordedBy, TherapyId } from '../../therapy/envelope.js';
import { forbidden } from '../gate/refusals.js';
import { TakenIds } from '../gate/taken-ids.js';
import { ProblemException } from '../problems/problem.js';
import { neededFor } from './needed.js';

/** What somebody wants to record. */
export interface Wanted {
  readonly therapyId: TherapyId;
  readonly content: Content;
  readonly care?: Place | undefined;
}

/** Decides whether somebody may record what was read of a body, or of a line, and as whom. */
@Injectable()
export class Admission {
  constructor(
    private readonly therapies: Therapies,
    private readonly taken: TakenIds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws ProblemException FORBIDDEN, TOO_MANY_REQUESTS; UnknownTherapy also of a therapy that does not exist for the
   * subject; CareMissing, TherapyIdTaken
   */
  async admit(subject: Subject, wanted: Wanted): Promise<RecordedBy> {
    if (subject.via === 'off') return recordedBy(subject, undefined);
    // What it may is asked before its body is read.
    if (subject.grant) return recordedBy(subject, 'device');
    if (wanted.content.type === 'TherapyRegistered') return this.registration(subject, wanted);
    const record = await this.find(wanted.therapyId);
    const roles = neededFor(wanted.content, record).map((permission) =>
      this.roleIn(subject, permission, wanted.therapyId, record),
    );
    return recordedBy(subject, roles[0]);
  }

  /**
   * The same of a line of an import.
   * @throws as `admit`, but LineForbidden and ImportEnds; ContentTooLarge
   */
  async admitLine(subject: Subject, line: ReadLine): Promise<RecordedBy> {
    if (subject.via === 'off') return recordedBy(subject, undefined);
    // Of a therapy that does not exist for the subject no more is looked at than of one that is unknown.
    refuseTooLarge(line.content);
    try {
      return await this.admit(subject, line);
    } catch (error) {
      if (error instanceof ProblemException && error.code === 'FORBIDDEN')
        throw new LineForbidden(error.detail);
      if (error instanceof ProblemException) throw new ImportEnds(error);
      throw error;
    }
  }

  /**
   * Refuses an id that a therapy has which does not exist for the subject, also where it was registered just now.
   * @throws TherapyIdTaken, ProblemException TOO_MANY_REQUESTS
   */
  async refuseTaken(subject: Subject, therapyId: TherapyId): Promise<void> {
    if (subject.via === 'off') return;
    const record = await this.find(therapyId);
    if (!record || !exists(subject, record, this.clock())) await this.taken.check(subject, therapyId);
  }

  private async registration(subject: Subject, { therapyId, care }: Wanted): Promise<RecordedBy> {
    const role = roleFor(subject.roles, 'therapy:record');
    if (role === undefined) throw forbidden('therapy:record');
    await this.refuseTaken(subject, therapyId);
    refuseCare(subject, care);
    const record = await this.find(therapyId);
    if (!record) return recordedBy(subject, role);
    return recordedBy(subject, this.roleIn(subject, 'therapy:record', therapyId, record));
  }

  private roleIn(
    subject: Subject,
    permission: Permission,
    therapyId: TherapyId,
    record: TherapyRecord | undefined,
  ): Role {
    if (roleFor(subject.roles, permission) === undefined) throw forbidden(permission);
    if (!record) throw new UnknownTherapy(therapyId);
    const now = this.clock();
    const role = may(subject, permission, record.care(now));
    if (role !== undefined) return role;
    throw exists(subject, record, now) ? forbidden(permission) : new UnknownTherapy(therapyId);
  }

  /** Also what is on its way to the log; undefined where there is nothing. */
  private async find(therapyId: TherapyId): Promise<TherapyRecord | undefined> {
    const record = await this.therapies.get(therapyId);
    if (record.size > 0) return record;
    this.therapies.forget(therapyId, record);
    return undefined;
  }
}

const exists = (subject: Subject, record: TherapyRecord, now: number): boolean =>
  (['therapy:read', 'therapy:record'] as const).some((one) => may(subject, one, record.care(now)));

/** @throws CareMissing, ProblemException FORBIDDEN for the site of others */
function refuseCare({ sites }: Subject, care: Place | undefined): void {
  if (care) {
    if (!covers(sites, { place: care, restricted: false })) throw forbidden('therapy:record');
  } else if (!sites.includes(EVERYWHERE)) throw new CareMissing();
}
