import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TherapyId } from '../therapy/envelope.js';
import type { Asked, CessationFilter, FindingFilter } from './question.js';
import { Register, type Registered, type RegisteredCessation, type RegisteredFinding } from './register.js';
import type { SetAside } from './set-aside.js';
import type { WorklistAsked } from './worklist-question.js';
import type { Worklist } from './worklist.js';

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

/** Why the register shows nothing of a therapy; undefined where it does. */
export class GetSetAside extends Query<SetAside | undefined> {
  constructor(readonly therapyId: TherapyId) {
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

@QueryHandler(GetSetAside)
class GetSetAsideHandler implements IQueryHandler<GetSetAside> {
  constructor(private readonly register: Register) {}

  async execute({ therapyId }: GetSetAside) {
    return this.register.setAside(therapyId);
  }
}

export const handlers = [ListCessationsHandler, ListFindingsHandler, ListWorklistHandler, GetSetAsideHandler];
