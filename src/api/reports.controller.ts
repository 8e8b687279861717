import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { withoutPersonalValues } from '../evidence/without-personal-values.js';
import { Evidence } from '../evidence/evidence.js';
import { GetReport } from '../answers/messages.js';
import type { Report } from '../answers/report.js';
import { CSV_COLUMNS } from '../reports/csv/columns.js';
import { auditCsv } from '../reports/csv/audit-csv.js';
import { PdfThreads } from '../reports/pdf/pdf-threads.js';
import type { TherapyId } from '../therapy/envelope.js';
import { ApiProblems } from './problems/api-problems.js';
import { auditQuery, checkpoint } from './parameters.js';
import { type QueryOf, ReadQuery } from './query.js';
import { TherapyIdParam } from './therapy-id.js';
import { type Access, Asking } from './gate/access.js';
import { Needs } from './gate/needs.js';

const CONTENT_DISPOSITION = {
  'Content-Disposition': {
    description: 'inline, with the file’s name.',
    schema: { type: 'string', example: 'inline; filename="audit-case-report-a-2021-09-01.pdf"' },
  },
} as const;

const printQuery = { ...auditQuery, checkpoint };

const columns = Object.entries(CSV_COLUMNS)
  .map(([name, holds]) => (holds === '' ? `\`${name}\`` : `\`${name}\` (${holds})`))
  .join(', ');

function saveAs(reply: FastifyReply, type: string, { audit }: Report, extension: string): void {
  const name = `audit-${audit.therapyId}-${audit.asOf.slice(0, 10)}.${extension}`;
  void reply.headers({ 'content-type': type, 'content-disposition': `inline; filename="${name}"` });
}

@ApiTags('therapies')
@Controller('v1/therapies/:therapyId')
export class ReportsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly evidence: Evidence,
    private readonly threads: PdfThreads,
  ) {}

  @Get('audit.pdf')
  @Needs('therapy:read')
  @ApiOperation({
    summary: 'The compliance audit trail for print',
    description:
      'With the signed checkpoint of the ledger that fixes what it shows. The same audit, asked with the same `knownAt`, is the same bytes on the same release of the service. Retrospective evidence, not advice.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({
    headers: CONTENT_DISPOSITION,
    content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiProblems(400, 404, 422, 503)
  async pdf(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(printQuery) query: QueryOf<typeof printQuery>,
    @Asking() access: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const found = await this.evidence.report(therapyId, query);
    const report = access.withheld ? withoutPersonalValues(found) : found;
    const pdf = await this.threads.render(report);
    saveAs(reply, 'application/pdf', report, 'pdf');
    return pdf;
  }

  @Get('audit.csv')
  @Needs('therapy:read')
  @ApiOperation({
    summary: 'The compliance audit trail as one table',
    description: `RFC 4180 in UTF-8, with a header. The headline comes first, then one row a cessation, step, finding, gap, assumption and parameter; cells that a kind does not have are empty. Instants are RFC 3339 in UTC, numbers are not rounded, a text that a spreadsheet would take for a formula begins with an apostrophe. Columns: ${columns}.`,
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    headers: CONTENT_DISPOSITION,
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiProblems(400, 404, 503)
  async csv(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(auditQuery) query: QueryOf<typeof auditQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const report = await this.queries.execute(new GetReport(therapyId, query));
    saveAs(reply, 'text/csv; charset=utf-8; header=present', report, 'csv');
    return auditCsv(report);
  }
}
