import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Subject } from '../../access/subject.js';
import { auditQuery } from '../../api/parameters.js';
import { type Carried, Intentions } from '../../api/ways/intentions.js';
import { Signatories } from '../../api/ways/signatories.js';
import { SignAudit } from '../../record/messages.js';
import { readSignature } from '../../record/read-signature.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { Intent } from '../../ways/intents.js';
import { leadOnPage } from '../auth/lead-on.js';
import { readPageQuery } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { type Asked, type Returned, askedParameters } from './cessation-view.js';
import { type Refused, refusedBy } from './refused.js';
import { SIGN_FIELDS, keyOf, signatureOf } from './sent.js';

/** The form that signs, as it was sent. */
export interface SignSent {
  readonly therapyId: TherapyId;
  readonly cessationId: string;
  readonly form: string;
}

/** It was kept while the person logged in, and could not be signed then. */
interface Unsigned {
  readonly form: string;
  readonly refused: Refused;
}

const SIGNS = 'sign on a page';
const UNSIGNED = 'unsigned';

/** The audit that a form shows. */
export const pinnedBy = (form: URLSearchParams): Asked =>
  readPageQuery(auditQuery, {
    policy: `${form.get('policyId') ?? ''}@${form.get('policyVersion') ?? ''}`,
    asOf: form.get('asOf'),
    knownAt: form.get('knownAt'),
  });

/** Signs what a page's form says: at once, or in a session after another login of the same person. */
@Injectable()
export class SigningPages implements OnModuleInit {
  constructor(
    private readonly commands: CommandBus,
    private readonly intentions: Intentions,
    private readonly signatories: Signatories,
  ) {}

  onModuleInit(): void {
    this.intentions.add(SIGNS, (subject, intent) => this.signKept(subject, intent));
  }

  /**
   * @returns the intent for which to log in once more; undefined where the form is signed at once
   * @throws InvalidContent, Refusal, ProblemException INVALID_FORM
   */
  keep(subject: Subject, sent: SignSent): string | undefined {
    const form = new URLSearchParams(sent.form);
    pinnedBy(form);
    keyOf(form);
    this.signatories.refuseOtherName(readSignature(signatureOf(form)), subject);
    return this.signatories.keep(subject, SIGNS, sent);
  }

  /** @returns where to see it */
  async sign(subject: Subject, { therapyId, cessationId, form: text }: SignSent): Promise<string> {
    const form = new URLSearchParams(text);
    const by = await this.signatories.signatory(subject, therapyId);
    const given = readSignature(signatureOf(form));
    await this.commands.execute(new SignAudit(therapyId, given, keyOf(form), by));
    return `${paths.cessation(therapyId, cessationId, askedParameters(pinnedBy(form)))}#said`;
  }

  /** What comes back into the form; undefined where nothing is kept. */
  returned(subject: Subject, intent: string): Returned | undefined {
    const kept = this.signatories.find(subject, UNSIGNED, intent) as Unsigned | undefined;
    return kept && { ...kept.refused, typed: new URLSearchParams(kept.form) };
  }

  private async signKept(subject: Subject, { what }: Intent): Promise<Carried> {
    const sent = what as SignSent;
    const { therapyId, cessationId, form } = sent;
    const noted = { kind: 'sign', role: 'reviewer', therapies: [therapyId] } as const;
    try {
      return { lead: await this.sign(subject, sent), noted };
    } catch (error) {
      const refused = refusedBy(error, Object.keys(SIGN_FIELDS));
      const intent = this.signatories.keep(subject, UNSIGNED, { form, refused } satisfies Unsigned);
      const asked = askedParameters(pinnedBy(new URLSearchParams(form)));
      const lead = `${paths.cessation(therapyId, cessationId, { ...asked, intent })}#sign`;
      const outcome = { status: refused.status };
      return { lead, noted: { ...noted, outcome } };
    }
  }
}

export const logInToSignPage = (intent: string): string =>
  leadOnPage({
    title: 'Log in to sign',
    words:
      'Whoever signs logs in once more at the identity provider. What you wrote is kept for 10 minutes, and signed once you are back.',
    href: paths.reauthenticate(intent),
    link: 'Log in to sign',
  });
