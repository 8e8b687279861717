import { Body, Controller, Get, Headers, HttpStatus, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { AuditChanges, changesAnswer } from '../answers/dto/audit-changes.dto.js';
import { AuditDto, AuditList, FindingDto, type SetAsideDto } from '../answers/dto/audit.dto.js';
import { auditAnswer } from '../answers/form/audit.js';
import { CessationDto } from '../answers/dto/cessation.dto.js';
import { EventEnvelope, envelopeAnswer } from '../answers/dto/envelope.dto.js';
import { GetSetAside } from '../register/queries.js';
import { GetAudit, GetAuditChanges, GetAudits } from '../answers/messages.js';
import { SignAudit } from '../record/messages.js';
import { readSignature } from '../record/read-signature.js';
import type { TherapyId } from '../therapy/envelope.js';
import { SignatureGiven } from '../therapy/events/audit-signed.js';
import { ApiProblems } from './problems/api-problems.js';
import { instant, moment, policies, policy } from './parameters.js';
import { type QueryOf, ReadQuery, described, invalidQuery, required } from './query.js';
import { IDEMPOTENCY_KEY_SCHEMA, etagOf, idempotencyKey } from './recording-headers.js';
import { TherapyIdParam } from './therapy-id.js';
import { type Access, Asking } from './gate/access.js';
import { Needs } from './gate/needs.js';
import { SIGNS, type ToSign } from './ways/to-sign.js';
import { reauthenticate } from './gate/fresh.js';
import { Signatories } from './ways/signatories.js';

const auditQuery = { policy, ...moment };
const changesQuery = {
  from: required(described(instant, 'What was known at this instant, inclusive.')),
  to: required(described(instant, 'What was known at this instant, inclusive.')),
  policy,
  asOf: moment.asOf,
};
const auditsQuery = { policy: policies, ...moment };

@ApiTags('audit')
@Controller('v1/therapies/:therapyId')
export class AuditsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly signatories: Signatories,
  ) {}

  @Get('audit')
  @Needs('therapy:read')
  @ApiOperation({
    summary: 'The compliance audit trail',
    description: 'Retrospective evidence of drug holidays and what surrounds them, not advice.',
  })
  @ApiOkResponse({ type: AuditDto })
  @ApiProblems(400, 404, 503)
  async audit(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(auditQuery) query: QueryOf<typeof auditQuery>,
  ): Promise<AuditDto> {
    const found = await this.queries.execute(new GetAudit(therapyId, query));
    return { ...auditAnswer(found), ...(await this.setAside(therapyId)) };
  }

  @Get('audits')
  @Needs('therapy:read')
  @ApiOperation({
    summary: 'The same under several policies at once, to compare',
    description: 'Cessations and findings have the same id under every policy.',
  })
  @ApiOkResponse({ type: AuditList })
  @ApiProblems(400, 404, 503)
  async audits(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(auditsQuery) { policy: references, ...at }: QueryOf<typeof auditsQuery>,
  ): Promise<AuditList> {
    const found = await this.queries.execute(new GetAudits(therapyId, at, references));
    const setAside = await this.setAside(therapyId);
    return { items: found.map((audit) => ({ ...auditAnswer(audit), ...setAside })) };
  }

  @Get('audit/changes')
  @Needs('therapy:read')
  @ApiOperation({
    summary: 'What became of the audit between two instants of knowledge, and which entries did it',
  })
  @ApiExtraModels(CessationDto, FindingDto)
  @ApiOkResponse({ type: AuditChanges })
  @ApiProblems(400, 404, 503)
  async changes(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(changesQuery) query: QueryOf<typeof changesQuery>,
  ): Promise<AuditChanges> {
    if (query.from > query.to) throw invalidQuery([{ pointer: '/to', detail: 'must not be before from' }]);
    return changesAnswer(await this.queries.execute(new GetAuditChanges(therapyId, query)));
  }

  @Post('audit/signatures')
  @Needs('audit:sign')
  @ApiOperation({
    summary: 'Sign an audit',
    description:
      'The audit is computed anew; where it is not what the reviewer saw, nothing is signed. Whoever signs has just proved who they are: by a bearer token whose login is at most `SIGN_MAX_AGE_SECONDS` old, or in a browser by `/auth/reauthenticate` with the `intent` of the answer 401. With `AUTH=off` the signer is what the request says, and marked as unauthenticated.',
  })
  @ApiBody({ type: SignatureGiven })
  @ApiHeader({
    name: 'Idempotency-Key',
    description: 'The same key and signature again is answered with the first receipt.',
    required: false,
    schema: IDEMPOTENCY_KEY_SCHEMA,
  })
  @ApiCreatedResponse({ type: EventEnvelope, description: 'Signed, and on disk.' })
  @ApiOkResponse({ type: EventEnvelope, description: 'Signed before with the same key: its first receipt.' })
  @ApiProblems(400, 401, 403, 404, 409, 410, 413, 415, 422, 503)
  async sign(
    @TherapyIdParam() therapyId: TherapyId,
    @Headers() headers: IncomingHttpHeaders,
    @Body() body: unknown,
    @Asking() { subject }: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventEnvelope> {
    const key = idempotencyKey(headers);
    this.signatories.requireFresh(subject);
    const given = readSignature(body);
    this.signatories.refuseOtherName(given, subject);
    const intent = this.signatories.keep(subject, SIGNS, { therapyId, given, key } satisfies ToSign);
    if (intent !== undefined) throw reauthenticate(intent);
    const by = await this.signatories.signatory(subject, therapyId);
    const command = new SignAudit(therapyId, given, key, by);
    const { envelope, created } = await this.commands.execute(command);
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK).header('etag', etagOf(envelope.revision));
    return envelopeAnswer(envelope);
  }

  private async setAside(therapyId: TherapyId): Promise<{ readonly setAside?: SetAsideDto }> {
    const found = await this.queries.execute(new GetSetAside(therapyId));
    return found ? { setAside: { since: new Date(found.since).toISOString(), reason: found.reason } } : {};
  }
}
