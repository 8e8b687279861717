import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Asked, CessationFilter, FindingFilter } from './register/question.js';
import {
  Register,
  type Registered,
  type RegisteredCessation,
  type RegisteredFinding,
} from './register/register.js';
import type { WorklistAsked } from './register/worklist-question.js';
import type { Worklist } from './register/worklist.js';

export class ListCessations extends Query<Registered<RegisteredCessation>> {
  constructor(readonly asked: Asked<CessationFilter>) {
    super();
  }
}

export class ListFindings extends Query<Registered<RegisteredFinding>> {
  constructor(readonly asked: Asked<FindingFilter>) {
    super();
  }
}

/** The therapies with what is left to do for each. */
export class ListWorklist extends Query<Worklist> {
  constructor(readonly asked: WorklistAsked) {
    super();
  }
}

@QueryHandler(ListCessations)
class ListCessationsHandler implements IQueryHandler<ListCessations> {
  constructor(private readonly register: Register) {}

  execute({ asked }: ListCessations) {
    return this.register.cessations(asked);
  }
}

@QueryHandler(ListFindings)
class ListFindingsHandler implements IQueryHandler<ListFindings> {
  constructor(private readonly register: Register) {}

  execute({ asked }: ListFindings) {
    return this.register.findings(asked);
  }
}

@QueryHandler(ListWorklist)
class ListWorklistHandler implements IQueryHandler<ListWorklist> {
  constructor(private readonly register: Register) {}

  execute({ asked }: ListWorklist) {
    return this.register.worklist(asked);
  }
}

export const handlers = [ListCessationsHandler, ListFindingsHandler, ListWorklistHandler];
