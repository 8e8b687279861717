import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { auditAnswer } from '../../answers/form/audit.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { GetAudits, GetReport } from '../../answers/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { Asked, CessationView } from './cessation-view.js';

/** What the page of a cessation shows, by what is asked. */
@Injectable()
export class CessationViews {
  constructor(
    private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Undefined where the audit has no such cessation.
   * @throws UnknownTherapy, UnknownPolicy
   */
  async find(therapyId: TherapyId, cessationId: string, asked: Asked): Promise<CessationView | undefined> {
    const report = await this.queries.execute(new GetReport(therapyId, asked));
    const { cessations, asOf, knownAt } = report.audit;
    const cessation = cessations.find(({ id }) => id === cessationId);
    if (!cessation) return undefined;
    const pointOfView = { asOf: Date.parse(asOf), knownAt: Date.parse(knownAt) };
    const found = await this.queries.execute(new GetAudits(therapyId, pointOfView, undefined));
    const others = found.map(auditAnswer);
    const { id, version } = report.audit.policy;
    const isAmong = others.some(({ policy }) => policy.id === id && policy.version === version);
    return {
      therapyId,
      report,
      cessation,
      asked,
      others: isAmong ? others : [report.audit, ...others],
      key: randomUUID(),
      today: new Date(this.clock()).toISOString().slice(0, 'YYYY-MM-DD'.length),
    };
  }
}
