import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { DryRunAnswer, dryRunAnswer } from '../record/dry-run.dto.js';
import { EventEnvelope, envelopeAnswer } from '../answers/dto/envelope.dto.js';
import { ListEvents } from '../answers/messages.js';
import { readRecording } from '../record/read-recording.js';
import type { TherapyId } from '../therapy/envelope.js';
import { recordingBody, recordingModels } from '../therapy/recording-body.js';
import { ApiProblems } from './problems/api-problems.js';
import { ApiPage, type Page, pagesOf } from './pages.js';
import { boolean } from './parameters.js';
import { type QueryOf, ReadQuery, invalidQuery, withDefault } from './query.js';
import { ApiRecordingHeaders, etagOf, idempotencyKey, ifMatch } from './recording-headers.js';
import { TherapyIdParam } from './therapy-id.js';
import { type Access, Asking } from './gate/access.js';
import { Needs, NeedsByType } from './gate/needs.js';
import { Recordings } from './recording/recordings.js';

const recordQuery = {
  dryRun: withDefault(boolean('Record nothing: say what the state and the findings would be.'), false),
};
const events = pagesOf<EventEnvelope>('events', ({ revision }) => String(revision));

const ETAG = { ETag: { description: 'The revision, in quotes.', schema: { type: 'string' as const } } };

@ApiTags('events')
@Controller('v1/therapies/:therapyId/events')
export class EventsController {
  constructor(
    private readonly recordings: Recordings,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @NeedsByType()
  @ApiOperation({
    summary: 'Record what happened',
    description:
      'Refused is what is malformed or cannot have happened; what was unwise is recorded, and the audit says so.',
  })
  @ApiExtraModels(...recordingModels, DryRunAnswer, EventEnvelope)
  @ApiBody(recordingBody())
  @ApiRecordingHeaders()
  @ApiCreatedResponse({ type: EventEnvelope, description: 'Recorded, and on disk.', headers: ETAG })
  @ApiOkResponse({
    description: 'The same event was recorded before: its first receipt. With `dryRun`: what would be.',
    headers: ETAG,
    schema: { oneOf: [EventEnvelope, DryRunAnswer].map((answer) => ({ $ref: getSchemaPath(answer) })) },
  })
  @ApiProblems(400, 404, 409, 410, 412, 413, 415, 422, 429, 503)
  async record(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(recordQuery) query: QueryOf<typeof recordQuery>,
    @Headers() headers: IncomingHttpHeaders,
    @Body() body: unknown,
    @Asking() { subject }: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventEnvelope | DryRunAnswer> {
    const recording = readRecording(therapyId, body, {
      idempotencyKey: idempotencyKey(headers),
      ifRevision: ifMatch(headers),
    });
    if (query.dryRun) {
      void reply.status(HttpStatus.OK);
      return dryRunAnswer(await this.recordings.try(subject, recording));
    }
    const { envelope, created } = await this.recordings.record(subject, recording);
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK).header('etag', etagOf(envelope.revision));
    return envelopeAnswer(envelope);
  }

  @Get()
  @Needs('therapy:read')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'The events of a therapy in order of revision' })
  @ApiPage(EventEnvelope)
  @ApiProblems(400, 404, 503)
  async list(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(events.parameters) { cursor = '0', limit }: QueryOf<typeof events.parameters>,
  ): Promise<Page<EventEnvelope>> {
    const after = Number(cursor);
    if (!Number.isSafeInteger(after))
      throw invalidQuery([{ pointer: '/cursor', detail: 'must be the `next` of a page' }]);
    const found = await this.queries.execute(new ListEvents(therapyId, after, limit + 1));
    return events.page(found.map(envelopeAnswer), limit);
  }
}
