import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { AccessQuestion } from '../../accesses/access-reader.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { type Access, Asking } from '../gate/access.js';
import { Needs } from '../gate/needs.js';
import { ApiPage, type Page } from '../pages.js';
import { whole } from '../parameters.js';
import { ApiProblems } from '../problems/api-problems.js';
import { type QueryOf, ReadQuery, withDefault } from '../query.js';
import { TherapyIdParam } from '../therapy-id.js';
import { accessAnswer } from './access-answer.js';
import { ACCESS_COLUMNS, accessCsv } from './access-csv.js';
import { AccessList } from './access-list.js';
import { accessFilters, accessPages, inOrder, ofOneTherapy } from './access-query.js';
import { AccessDto } from './access.dto.js';

const accessQuery = { ...accessFilters, ...accessPages.parameters };
const ofTherapyQuery = { ...ofOneTherapy, ...accessPages.parameters };
const MOST_ROWS = 10_000;
const csvQuery = {
  ...accessFilters,
  limit: withDefault(whole(1, MOST_ROWS, 'Rows, the newest first.'), MOST_ROWS),
};

type Asked = Omit<AccessQuestion, 'before'> & { readonly cursor?: string };

@ApiTags('accesses')
@Controller('v1')
export class AccessesController {
  constructor(private readonly list: AccessList) {}

  @Get('accesses')
  @Needs('access:read')
  @ApiOperation({
    summary: 'Who looked, the newest first',
    description:
      'One record for each request that disclosed, or was refused, something of a therapy, and for logins, logouts, keys and broken glass. Therapies out of reach are left out. Reading this is an access, too.',
  })
  @ApiPage(AccessDto)
  @ApiProblems(400, 503)
  async all(
    @Asking() access: Access,
    @ReadQuery(accessQuery) query: QueryOf<typeof accessQuery>,
  ): Promise<Page<AccessDto>> {
    return this.page(access, query);
  }

  @Get('therapies/:therapyId/accesses')
  @Needs('access:read')
  @ApiOperation({ summary: 'Who looked at one therapy, the newest first' })
  @ApiPage(AccessDto)
  @ApiProblems(400, 404, 503)
  async ofTherapy(
    @Asking() access: Access,
    @TherapyIdParam() id: TherapyId,
    @ReadQuery(ofTherapyQuery) query: QueryOf<typeof ofTherapyQuery>,
  ): Promise<Page<AccessDto>> {
    return this.page(access, { ...query, therapyId: id });
  }

  @Get('accesses.csv')
  @Needs('access:read')
  @ApiOperation({
    summary: 'Who looked, as a table',
    description: `RFC 4180 in UTF-8, with a header; at most ${MOST_ROWS} rows, the newest first. Columns: ${ACCESS_COLUMNS.join(', ')}.`,
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiProblems(400, 503)
  async csv(
    @Asking() access: Access,
    @ReadQuery(csvQuery) query: QueryOf<typeof csvQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    inOrder(query);
    const { items } = await this.list.page(access, query);
    void reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="accesses.csv"');
    return accessCsv(items);
  }

  private async page(access: Access, { cursor, ...query }: Asked): Promise<Page<AccessDto>> {
    inOrder(query);
    const before = cursor === undefined ? undefined : Number(cursor);
    const { items, next } = await this.list.page(access, { ...query, before });
    const page = items.map(accessAnswer);
    return next === undefined ? { items: page } : { items: page, next: accessPages.cursor(String(next)) };
  }
}
