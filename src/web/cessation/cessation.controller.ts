import { Body, Controller, HttpStatus, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { auditQuery } from '../../api/parameters.js';
import type { Optional, QueryOf } from '../../api/query.js';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { readRecording } from '../../record/read-recording.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { Live } from '../live/live.js';
import { FormAt, PageAt, PageQuery, Pages, readPageQuery } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { absentPage } from './absent-page.js';
import { cessationPage } from './cessation-page.js';
import { type Asked, type CessationView, askedParameters } from './cessation-view.js';
import { CessationViews } from './cessation-views.js';
import { refusedBy } from './refused.js';
import { REVIEW_FIELDS, SIGN_FIELDS, keyOf, reviewOf } from './sent.js';
import { type SignSent, SigningPages, logInToSignPage, pinnedBy } from './signing-pages.js';
import { type Access, Asking } from '../../api/gate/access.js';
import type { Subject } from '../../access/subject.js';
import { nameToSign } from '../../api/ways/signatories.js';
import { Needs } from '../../api/gate/needs.js';
import { Recordings } from '../../api/recording/recordings.js';

const intent: Optional<string> = {
  description: 'What was typed into the form that signs, and could not be signed.',
  accepts: 'an intent of this session',
  schema: { type: 'string' },
  read: (text) => (text.length <= 64 ? text : undefined),
};
const pageQuery = { ...auditQuery, intent };

@Controller('therapies/:therapyId/cessations/:cessationId')
@Pages()
export class CessationPages {
  constructor(
    private readonly signing: SigningPages,
    private readonly recordings: Recordings,
    private readonly views: CessationViews,
    private readonly live: Live,
  ) {}

  /** @throws UnknownTherapy, UnknownPolicy */
  @PageAt('')
  @Needs('therapy:read')
  async cessation(
    @TherapyIdParam() therapyId: TherapyId,
    @Param('cessationId') cessationId: string,
    @PageQuery(pageQuery) { intent, ...asked }: QueryOf<typeof pageQuery>,
    @Asking() { subject }: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const signing = intent === undefined ? undefined : this.signing.returned(subject, intent);
    if (signing) void reply.status(signing.status);
    return this.page(reply, subject, { therapyId, cessationId }, asked, { signing });
  }

  @FormAt('sign')
  @Needs('audit:sign')
  async sign(
    @TherapyIdParam() therapyId: TherapyId,
    @Param('cessationId') cessationId: string,
    @Body() form: URLSearchParams,
    @Asking() { subject }: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const sent = { therapyId, cessationId, form: form.toString() };
    try {
      const intent = this.signing.keep(subject, sent);
      if (intent !== undefined) return logInToSignPage(intent);
      return seeOther(reply, await this.signing.sign(subject, sent));
    } catch (error) {
      const signing = { ...refusedBy(error, Object.keys(SIGN_FIELDS)), typed: form };
      void reply.status(signing.status);
      return this.page(reply, subject, { therapyId, cessationId }, pinnedBy(form), { signing });
    }
  }

  @FormAt('review')
  @Needs('inference:review')
  async review(
    @TherapyIdParam() therapyId: TherapyId,
    @Param('cessationId') cessationId: string,
    @Body() form: URLSearchParams,
    @Asking() { subject }: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = readPageQuery(auditQuery, { policy: form.get('policy'), asOf: form.get('asOf') });
    const idempotencyKey = keyOf(form);
    try {
      const recording = readRecording(therapyId, reviewOf(form), { idempotencyKey });
      await this.recordings.record(subject, recording);
      return seeOther(reply, `${paths.cessation(therapyId, cessationId, askedParameters(asked))}#said`);
    } catch (error) {
      const reviewing = { ...refusedBy(error, Object.keys(REVIEW_FIELDS)), typed: form };
      void reply.status(reviewing.status);
      return this.page(reply, subject, { therapyId, cessationId }, asked, { reviewing });
    }
  }

  private async page(
    reply: FastifyReply,
    subject: Subject,
    { therapyId, cessationId }: Pick<SignSent, 'therapyId' | 'cessationId'>,
    asked: Asked,
    returned: Pick<CessationView, 'signing' | 'reviewing'> = {},
  ): Promise<string> {
    const live = asked.knownAt === undefined ? await this.live.from(therapyId) : undefined;
    const view = await this.views.find(therapyId, cessationId, asked);
    const signer = subject.via === 'off' ? undefined : nameToSign(subject);
    if (view) return cessationPage({ ...view, ...returned, signer, live });
    void reply.status(HttpStatus.NOT_FOUND);
    return absentPage(therapyId, asked);
  }
}

function seeOther(reply: FastifyReply, location: string): string {
  void reply.status(HttpStatus.SEE_OTHER).header('location', location);
  return '';
}
