import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Asked, CessationFilter, FindingFilter } from './register/question.js';
import {
  Register,
  type Registered,
  type RegisteredCessation,
  type RegisteredFinding,
} from './register/register.js';

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

export const handlers = [ListCessationsHandler, ListFindingsHandler];
