import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StaffOrder } from '../../orders/order.js';
import { StaffErasures } from '../../orders/staff-erasures.js';
import { type Access, Asking } from '../gate/access.js';
import { Needs } from '../gate/needs.js';
import { ApiPage, type Page, pagesOf } from '../pages.js';
import { ApiProblems } from '../problems/api-problems.js';
import { type QueryOf, ReadQuery } from '../query.js';
import { after, askedAnswer, officerOf, orderAnswer, unknown } from './order-answer.js';
import { ErasureAsked, StaffErasureDto, StaffErasureGiven } from './orders.dto.js';
import { readWhose } from './read-why.js';

const erasures = pagesOf<StaffErasureDto>('erasures', ({ id }) => id);
/** Staff is of no site. */
const AT_ALL_SITES = { everywhere: true };

@ApiTags('access')
@Controller('v1/staff-erasures')
export class StaffErasuresController {
  constructor(private readonly orders: StaffErasures) {}

  @Post()
  @Needs('patient:erase', AT_ALL_SITES)
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Ask that the key of a member of staff be destroyed',
    description:
      'Nothing is destroyed before another officer confirms it, within seven days. Who recorded stays as a digest. Refused where the person signed an audit. Needs *.',
  })
  @ApiBody({ type: StaffErasureGiven })
  @ApiAcceptedResponse({ type: ErasureAsked })
  @ApiProblems(400, 401, 403, 404, 409, 413, 415, 422, 503)
  async ask(@Body() body: unknown, @Asking() access: Access): Promise<ErasureAsked> {
    const { subject, ...why } = readWhose(body);
    return askedAnswer(await this.orders.ask(subject, why, officerOf(access)));
  }

  @Post(':id/confirmation')
  @Needs('patient:erase', AT_ALL_SITES)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Confirm that the key of a member of staff be destroyed',
    description:
      'By another officer than the one who asked. Nobody reads the person’s name any more. Needs *.',
  })
  @ApiOkResponse({ type: StaffErasureDto })
  @ApiProblems(400, 401, 403, 404, 409, 503)
  async confirm(@Param('id') id: string, @Asking() access: Access): Promise<StaffErasureDto> {
    const order = this.orders.find(id);
    const confirmed = order && (await this.orders.confirm(order, officerOf(access)));
    if (!confirmed) throw unknown();
    return this.answer(confirmed);
  }

  @Get()
  @Needs('patient:erase', AT_ALL_SITES)
  @ApiOperation({ summary: 'The keys of staff whose destruction was asked for, the oldest first. Needs *.' })
  @ApiPage(StaffErasureDto)
  @ApiProblems(400, 401, 403)
  list(
    @ReadQuery(erasures.parameters) { cursor, limit }: QueryOf<typeof erasures.parameters>,
  ): Page<StaffErasureDto> {
    const all = this.orders.all.map((order) => this.answer(order));
    return erasures.page(after(all, cursor, limit), limit);
  }

  private answer(order: StaffOrder): StaffErasureDto {
    return { ...orderAnswer(order, this.orders.now()), subject: order.subject };
  }
}
