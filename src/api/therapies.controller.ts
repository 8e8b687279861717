import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { reachesEverything } from '../access/reach.js';
import { Dose, DoseCurveDto, curveAnswer, doseAnswer } from '../answers/dto/dose.dto.js';
import { PumpStateDto, stateAnswer } from '../answers/dto/state.dto.js';
import { GetDose, GetDoseCurve, GetState, ListTherapies } from '../answers/messages.js';
import type { DoseQuestion } from '../answers/doses.js';
import type { TherapyId } from '../therapy/envelope.js';
import { ListWithin } from '../register/queries.js';
import { ApiProblems } from './problems/api-problems.js';
import { ApiPage, type Page, pagesOf } from './pages.js';
import { drug, instant, maxPoints, moment, site } from './parameters.js';
import { type QueryOf, ReadQuery, described, invalidQuery, required, withDefault } from './query.js';
import { etagOf } from './recording-headers.js';
import { TherapyIdParam } from './therapy-id.js';
import { TherapyHead } from './therapy-head.dto.js';
import { type Access, Asking } from './gate/access.js';
import { Needs } from './gate/needs.js';

const therapies = pagesOf<TherapyHead>('therapies', ({ therapyId }) => therapyId);
const doseQuery = {
  drug: required(drug),
  from: required(described(instant, 'Exclusive: a jump of the dose at this instant is not counted.')),
  to: required(described(instant, 'Inclusive.')),
  site: withDefault(site, 'reservoir'),
  ...moment,
};
const curveQuery = { ...doseQuery, maxPoints };

function inOrder<Question extends DoseQuestion>(question: Question): Question {
  if (question.from <= question.to) return question;
  throw invalidQuery([{ pointer: '/to', detail: 'must not be before from' }]);
}

@ApiTags('therapies')
@Controller('v1/therapies')
export class TherapiesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Needs('registry:list')
  @ApiOperation({ summary: 'All therapies in order of their id' })
  @ApiPage(TherapyHead)
  @ApiProblems(400, 503)
  async list(
    @ReadQuery(therapies.parameters) { cursor, limit }: QueryOf<typeof therapies.parameters>,
    @Asking() access: Access,
  ): Promise<Page<TherapyHead>> {
    const page = therapies.page(await this.within(access, cursor, limit + 1), limit);
    access.disclosed(page.items.map(({ therapyId }) => therapyId));
    return page;
  }

  /** Straight from the log where nothing is to be left out. */
  private async within(
    { reach }: Access,
    cursor: string | undefined,
    limit: number,
  ): Promise<readonly TherapyHead[]> {
    if (!reachesEverything(reach)) return this.queries.execute(new ListWithin(reach, cursor, limit));
    const found = await this.queries.execute(new ListTherapies(cursor, limit));
    return found.map(({ streamId, revision }) => ({ therapyId: streamId, revision }));
  }

  @Get(':therapyId/state')
  @Needs('therapy:read')
  @ApiOperation({ summary: 'What is in place, in the reservoir, in force and being delivered' })
  @ApiOkResponse({
    type: PumpStateDto,
    headers: { ETag: { description: 'The revision, in quotes.', schema: { type: 'string' } } },
  })
  @ApiProblems(400, 404, 503)
  async state(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(moment) query: QueryOf<typeof moment>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PumpStateDto> {
    const found = await this.queries.execute(new GetState(therapyId, query));
    void reply.header('etag', etagOf(found.revision));
    return stateAnswer(found);
  }

  @Get(':therapyId/dose')
  @Needs('therapy:read')
  @ApiOperation({ summary: 'How much of a drug left the reservoir, or the catheter’s tip' })
  @ApiOkResponse({ type: Dose })
  @ApiProblems(400, 404, 422, 503)
  async dose(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(doseQuery) query: QueryOf<typeof doseQuery>,
  ): Promise<Dose> {
    return doseAnswer(therapyId, query, await this.queries.execute(new GetDose(therapyId, inOrder(query))));
  }

  @Get(':therapyId/dose-curve')
  @Needs('therapy:read')
  @ApiOperation({ summary: 'The cumulative dose with its exact breakpoints' })
  @ApiOkResponse({ type: DoseCurveDto })
  @ApiProblems(400, 404, 422, 503)
  async doseCurve(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(curveQuery) query: QueryOf<typeof curveQuery>,
  ): Promise<DoseCurveDto> {
    return curveAnswer(
      therapyId,
      query,
      await this.queries.execute(new GetDoseCurve(therapyId, inOrder(query))),
    );
  }
}
