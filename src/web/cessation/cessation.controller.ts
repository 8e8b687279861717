import { Controller, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { auditQuery } from '../../api/parameters.js';
import { ProblemException } from '../../api/problem.js';
import type { QueryOf } from '../../api/query.js';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { auditAnswer } from '../../record/answers/audit.dto.js';
import { GetAudits, GetReport } from '../../record/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { cessationPage } from './cessation-page.js';

@Controller()
@Pages()
export class CessationPages {
  constructor(private readonly queries: QueryBus) {}

  @PageAt('therapies/:therapyId/cessations/:cessationId')
  async cessation(
    @TherapyIdParam() therapyId: TherapyId,
    @Param('cessationId') cessationId: string,
    @PageQuery(auditQuery) asked: QueryOf<typeof auditQuery>,
  ): Promise<string> {
    const report = await this.queries.execute(new GetReport(therapyId, asked));
    const { cessations, asOf, knownAt } = report.audit;
    const cessation = cessations.find(({ id }) => id === cessationId);
    if (!cessation)
      throw new ProblemException(
        404,
        'CESSATION_NOT_FOUND',
        'The audit of this therapy as of then, with what was known then, has no such cessation.',
      );
    const then = { asOf: Date.parse(asOf), knownAt: Date.parse(knownAt) };
    const others = await this.queries.execute(new GetAudits(therapyId, then, undefined));
    return cessationPage({ therapyId, report, cessation, asked, others: others.map(auditAnswer) });
  }
}
