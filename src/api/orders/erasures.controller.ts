import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ErasureOrder } from '../../orders/order.js';
import { Erasures } from '../../orders/erasures.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { PatientErased } from '../../therapy/events/patient-erased.js';
import { type Access, Asking } from '../gate/access.js';
import { Needs } from '../gate/needs.js';
import { ApiPage, type Page, pagesOf } from '../pages.js';
import { ApiProblems } from '../problems/api-problems.js';
import { type QueryOf, ReadQuery } from '../query.js';
import { TherapyIdParam } from '../therapy-id.js';
import { after, askedAnswer, officerOf, orderAnswer, unknown } from './order-answer.js';
import { ErasureAsked, ErasureDto } from './orders.dto.js';
import { readWhy } from './read-why.js';

const erasures = pagesOf<ErasureDto>('erasures', ({ id }) => id);
@ApiTags('access')
@Controller('v1')
export class ErasuresController {
  constructor(private readonly orders: Erasures) {}

  @Post('therapies/:therapyId/erasure')
  @Needs('patient:erase')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Ask that a patient be erased',
    description: 'Nothing is destroyed before another officer confirms it, within seven days.',
  })
  @ApiBody({ type: PatientErased })
  @ApiAcceptedResponse({ type: ErasureAsked })
  @ApiProblems(400, 401, 403, 404, 409, 410, 413, 415, 422, 503)
  ask(@TherapyIdParam() therapyId: TherapyId, @Body() body: unknown, @Asking() access: Access): ErasureAsked {
    return askedAnswer(this.orders.ask(therapyId, readWhy(body), officerOf(access)));
  }

  @Post('erasures/:id/confirmation')
  @Needs('patient:erase')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Confirm an erasure that another officer asked for',
    description: 'The key to the patient’s personal values is destroyed for good.',
  })
  @ApiOkResponse({ type: ErasureDto })
  @ApiProblems(400, 401, 403, 404, 409, 503)
  async confirm(@Param('id') id: string, @Asking() access: Access): Promise<ErasureDto> {
    const order = this.orders.find(id);
    if (!order || !(await isReached(access, order))) throw unknown();
    access.therapies.add(order.therapyId);
    const confirmed = await this.orders.confirm(order, officerOf(access));
    if (!confirmed) throw unknown();
    return this.answer(confirmed);
  }

  @Get('erasures')
  @Needs('patient:erase')
  @ApiOperation({ summary: 'The erasures that were asked for, the oldest first' })
  @ApiPage(ErasureDto)
  @ApiProblems(400, 401, 403)
  async list(
    @ReadQuery(erasures.parameters) { cursor, limit }: QueryOf<typeof erasures.parameters>,
    @Asking() access: Access,
  ): Promise<Page<ErasureDto>> {
    const all = await Promise.all(
      this.orders.all.map(async (order) => ((await isReached(access, order)) ? [this.answer(order)] : [])),
    );
    const page = erasures.page(after(all.flat(), cursor, limit), limit);
    access.disclosed(page.items.map(({ therapyId }) => therapyId));
    return page;
  }

  private answer(order: ErasureOrder): ErasureDto {
    return { ...orderAnswer(order, this.orders.now()), therapyId: order.therapyId };
  }
}

const isReached = async (access: Access, { therapyId }: ErasureOrder): Promise<boolean> =>
  (await access.may('patient:erase', therapyId)) !== undefined;
