import { Inject, Injectable } from '@nestjs/common';
import { recordedBy } from '../../access/recorded-by.js';
import type { Subject } from '../../access/subject.js';
import type { AccessSettings } from '../../config/access-settings.js';
import { type Signatory, refuseOtherName } from '../../record/signatory.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { SignatureGiven } from '../../therapy/events/audit-signed.js';
import { WAYS } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { Access } from '../gate/access.js';
import { CareBook } from '../gate/care-book.js';
import { requireFreshToken } from '../gate/fresh.js';
import { forbidden } from '../gate/refusals.js';

/** Who may sign now, and who must prove first who they are. */
@Injectable()
export class Signatories {
  constructor(
    @Inject(WAYS) private readonly ways: Ways | undefined,
    private readonly care: CareBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Before anything of what is to be signed is looked at.
   * @throws ProblemException REAUTHENTICATION_REQUIRED for a bearer token
   */
  requireFresh(subject: Subject): void {
    if (subject.via === 'bearer') requireFreshToken(subject, this.ways!.settings, this.clock());
  }

  /**
   * Who signs; undefined with `AUTH=off`.
   * @throws ProblemException FORBIDDEN, REAUTHENTICATION_REQUIRED for a bearer token; UnknownTherapy
   */
  async signatory(subject: Subject, therapyId: TherapyId): Promise<Signatory | undefined> {
    if (subject.via === 'off') return undefined;
    const settings = this.ways!.settings;
    this.requireFresh(subject);
    const access = new Access(subject, this.care);
    const role = await access.may('audit:sign', therapyId);
    if (role === undefined) {
      if ((await access.may('therapy:read', therapyId)) === undefined) throw this.care.unknown(therapyId);
      throw forbidden('audit:sign');
    }
    return signatoryOf(subject, settings, recordedBy(subject, role));
  }

  /**
   * Keeps what somebody in a browser is about to do, until they prove anew who they are.
   * @returns the intent's id; undefined where nothing has to be proved in a browser
   */
  keep(subject: Subject, kind: string, what: unknown): string | undefined {
    if (subject.via !== 'session') return undefined;
    return this.ways!.intents.keep(subject.session!, kind, what).id;
  }

  /** What was kept, for the same session. */
  find(subject: Subject, kind: string, id: string): unknown {
    if (subject.via !== 'session') return undefined;
    const intent = this.ways!.intents.find(id, subject.session!);
    return intent?.kind === kind ? intent.what : undefined;
  }

  /** @throws Refusal where the signature names somebody else */
  refuseOtherName(given: SignatureGiven, subject: Subject): void {
    if (subject.via !== 'off') refuseOtherName(given, { name: nameToSign(subject) });
  }
}

/** As a signature must name the person. */
export const nameToSign = ({ name, sub }: Subject): string => name ?? sub;

const signatoryOf = (
  subject: Subject,
  { signSeparation }: AccessSettings,
  by: Signatory['recordedBy'],
): Signatory => ({
  iss: subject.iss,
  sub: subject.sub,
  name: nameToSign(subject),
  recordedBy: by,
  authenticatedAt: subject.authTime!,
  acr: subject.acr,
  amr: subject.amr,
  separation: signSeparation,
});
