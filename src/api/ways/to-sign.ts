import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Subject } from '../../access/subject.js';
import { SignAudit } from '../../record/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { SignatureGiven } from '../../therapy/events/audit-signed.js';
import type { Intent } from '../../ways/intents.js';
import { type Carried, Intentions } from './intentions.js';
import { Signatories } from './signatories.js';

/** A signature that came over the interface for programs, in a browser's session. */
export const SIGNS = 'sign';

export interface ToSign {
  readonly therapyId: TherapyId;
  readonly given: SignatureGiven;
  readonly key: string | undefined;
}

/** Signs what was kept, once the person proved anew who they are. */
@Injectable()
export class SignsWhatWasSent implements OnModuleInit {
  constructor(
    private readonly intentions: Intentions,
    private readonly signatories: Signatories,
    private readonly commands: CommandBus,
  ) {}

  onModuleInit(): void {
    this.intentions.add(SIGNS, (subject, intent) => this.sign(subject, intent));
  }

  private async sign(subject: Subject, { what }: Intent): Promise<Carried> {
    const { therapyId, given, key } = what as ToSign;
    const by = await this.signatories.signatory(subject, therapyId);
    await this.commands.execute(new SignAudit(therapyId, given, key, by));
    return {
      lead: `/therapies/${encodeURIComponent(therapyId)}`,
      noted: { kind: 'sign', role: 'reviewer', therapies: [therapyId] },
    };
  }
}
