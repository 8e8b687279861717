import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { KINDS } from '../../access/log/record.js';
import type { AccessQuestion, ReadRecord } from '../../accesses/access-reader.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { type Access, Asking } from '../gate/access.js';
import { Needs } from '../gate/needs.js';
import { ApiPage, type Page, pagesOf } from '../pages.js';
import { choice, instant, therapyId, whole } from '../parameters.js';
import { ApiProblems } from '../problems/api-problems.js';
import { type Optional, type QueryOf, ReadQuery, described, invalidQuery, withDefault } from '../query.js';
import { TherapyIdParam } from '../therapy-id.js';
import { accessAnswer } from './access-answer.js';
import { ACCESS_COLUMNS, accessCsv } from './access-csv.js';
import { AccessList } from './access-list.js';
import { AccessDto } from './access.dto.js';

const text = (description: string, pattern: RegExp, example: string): Optional<string> => ({
  description,
  accepts: `of the form ${pattern.source}`,
  schema: { type: 'string', pattern: pattern.source, example },
  read: (given) => (pattern.test(given) ? given : undefined),
});

const accesses = pagesOf<ReadRecord>('accesses', ({ position }) => String(position));

const filters = {
  subject: text('By this person or client, as `<iss>#<sub>`.', /^.{1,2000}$/, 'https://idp.example.org#a1b2'),
  kind: choice(KINDS, 'What was done.'),
  from: described(instant, 'At this instant or later.'),
  to: described(instant, 'At this instant or before; a date stands for its first millisecond.'),
  outcome: text(
    'With this status, or this code of a problem.',
    /^([1-5]\d\d|[A-Z][A-Z_]{1,63})$/,
    'FORBIDDEN',
  ),
};
const accessQuery = { therapyId, ...filters, ...accesses.parameters };
const ofTherapyQuery = { ...filters, ...accesses.parameters };
const MOST_ROWS = 10_000;
const csvQuery = {
  therapyId,
  ...filters,
  limit: withDefault(whole(1, MOST_ROWS, 'Rows, the newest first.'), MOST_ROWS),
};

function inOrder({ from, to }: { readonly from?: number; readonly to?: number }): void {
  if (from !== undefined && to !== undefined && from > to)
    throw invalidQuery([{ pointer: '/to', detail: 'must not be before from' }]);
}

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
    return next === undefined ? { items: page } : { items: page, next: accesses.cursor(String(next)) };
  }
}
