import { Command, Query } from '@nestjs/cqrs';
import { commandHandler, queryHandler } from '../cqrs/handler-of.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { Asked, CessationFilter, FindingFilter } from './question.js';
import { Register, type Registered, type RegisteredCessation, type RegisteredFinding } from './register.js';
import { Projections } from './runner/projections.js';
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

/** Has the read models looked through; what was edited is made anew, and said in the log and in health. */
export class CheckReadModels extends Command<void> {}

export const handlers = [
  commandHandler(CheckReadModels, [Projections], ([projections]) => projections.check()),
  queryHandler(ListCessations, [Register], ([register], { asked }) => register.cessations(asked)),
  queryHandler(ListFindings, [Register], ([register], { asked }) => register.findings(asked)),
  queryHandler(ListWorklist, [Register], ([register], { asked }) => register.worklist(asked)),
  queryHandler(GetSetAside, [Register], ([register], { therapyId }) => register.setAside(therapyId)),
];
