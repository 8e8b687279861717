import { Body, Controller, HttpStatus, Param, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { auditQuery } from '../../api/parameters.js';
import type { QueryOf } from '../../api/query.js';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { SignAudit } from '../../record/messages.js';
import { readRecording } from '../../record/read-recording.js';
import { readSignature } from '../../record/read-signature.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { Live } from '../live/live.js';
import { FormAt, PageAt, PageQuery, Pages, readPageQuery } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { absentPage } from './absent-page.js';
import { cessationPage } from './cessation-page.js';
import { type Asked, type CessationView, askedParameters } from './cessation-view.js';
import { CessationViews } from './cessation-views.js';
import { refusedBy } from './refused.js';
import { REVIEW_FIELDS, SIGN_FIELDS, keyOf, reviewOf, signatureOf } from './sent.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs } from '../../api/gate/needs.js';
import { Recordings } from '../../api/recording/recordings.js';

@Controller('therapies/:therapyId/cessations/:cessationId')
@Pages()
export class CessationPages {
  constructor(
    private readonly commands: CommandBus,
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
    @PageQuery(auditQuery) asked: QueryOf<typeof auditQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.page(reply, therapyId, cessationId, asked);
  }

  @FormAt('sign')
  @Needs('audit:sign')
  async sign(
    @TherapyIdParam() therapyId: TherapyId,
    @Param('cessationId') cessationId: string,
    @Body() form: URLSearchParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const pinned = readPageQuery(auditQuery, {
      policy: `${form.get('policyId') ?? ''}@${form.get('policyVersion') ?? ''}`,
      asOf: form.get('asOf'),
      knownAt: form.get('knownAt'),
    });
    const key = keyOf(form);
    try {
      await this.commands.execute(new SignAudit(therapyId, readSignature(signatureOf(form)), key));
      return seeOther(reply, paths.cessation(therapyId, cessationId, askedParameters(pinned)), 'said');
    } catch (error) {
      const signing = { ...refusedBy(error, Object.keys(SIGN_FIELDS)), typed: form };
      void reply.status(signing.status);
      return this.page(reply, therapyId, cessationId, pinned, { signing });
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
      return seeOther(reply, paths.cessation(therapyId, cessationId, askedParameters(asked)), 'said');
    } catch (error) {
      const reviewing = { ...refusedBy(error, Object.keys(REVIEW_FIELDS)), typed: form };
      void reply.status(reviewing.status);
      return this.page(reply, therapyId, cessationId, asked, { reviewing });
    }
  }

  private async page(
    reply: FastifyReply,
    therapyId: TherapyId,
    cessationId: string,
    asked: Asked,
    returned: Pick<CessationView, 'signing' | 'reviewing'> = {},
  ): Promise<string> {
    const live = asked.knownAt === undefined ? await this.live.from(therapyId) : undefined;
    const view = await this.views.find(therapyId, cessationId, asked);
    if (view) return cessationPage({ ...view, ...returned, live });
    void reply.status(HttpStatus.NOT_FOUND);
    return absentPage(therapyId, asked);
  }
}

function seeOther(reply: FastifyReply, page: string, part: string): string {
  void reply.status(HttpStatus.SEE_OTHER).header('location', `${page}#${part}`);
  return '';
}
