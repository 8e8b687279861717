import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Subject } from '../../access/subject.js';
import { Fault } from '../../faults/fault.js';
import type { DryRunFound } from '../../record/dry-run.js';
import { RecordEvent, TryEvent } from '../../record/messages.js';
import type { Receipt, Recording } from '../../record/recording.js';
import type { Instant } from '../../therapy/envelope.js';
import { Admission } from './admission.js';

/** Records, or tries, what somebody may record. */
@Injectable()
export class Recordings {
  constructor(
    private readonly admission: Admission,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** @throws as `Admission.admit` and `Reviewing.record` */
  async record(subject: Subject, recording: Recording): Promise<Receipt> {
    const recordedBy = await this.admission.admit(subject, recording);
    return this.unlessTaken(subject, recording, async () => {
      const receipt = await this.commands.execute(new RecordEvent({ ...recording, recordedBy }));
      if (!receipt.created) await this.refuseTaken(subject, recording);
      return receipt;
    });
  }

  /** @throws as `record` */
  async try(subject: Subject, recording: Recording, alsoAt?: Instant): Promise<DryRunFound> {
    const recordedBy = await this.admission.admit(subject, recording);
    return this.unlessTaken(subject, recording, () =>
      this.queries.execute(new TryEvent({ ...recording, recordedBy }, alsoAt)),
    );
  }

  /** Somebody may have registered in between: nothing of that therapy is told. */
  private async unlessTaken<Result>(
    subject: Subject,
    recording: Recording,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Fault && error.kind !== 'unavailable') await this.refuseTaken(subject, recording);
      throw error;
    }
  }

  private async refuseTaken(subject: Subject, { therapyId, content }: Recording): Promise<void> {
    if (content.type === 'TherapyRegistered') await this.admission.refuseTaken(subject, therapyId);
  }
}
