import { Command, Query } from '@nestjs/cqrs';
import type { Reach } from '../access/reach.js';
import { commandHandler, queryHandler } from '../cqrs/handler-of.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { Asked, CessationFilter, FindingFilter } from './question.js';
import { Register, type Registered, type RegisteredCessation, type RegisteredFinding } from './register.js';
import { Projections } from './runner/projections.js';
import type { SetAside } from './set-aside.js';
import type { TherapyAt } from './therapies-within.js';
import type { WorklistAsked } from './worklist-question.js';
import type { Worklist } from './worklist.js';

export class ListCessations extends Query<Registered<RegisteredCessation>> {
  constructor(
    readonly asked: Asked<CessationFilter>,
    readonly reach: Reach,
  ) {
    super();
  }
}

export class ListFindings extends Query<Registered<RegisteredFinding>> {
  constructor(
    readonly asked: Asked<FindingFilter>,
    readonly reach: Reach,
  ) {
    super();
  }
}

/** The therapies with what is left to do for each. */
export class ListWorklist extends Query<Worklist> {
  constructor(
    readonly asked: WorklistAsked,
    readonly reach: Reach,
  ) {
    super();
  }
}

/** Therapies within reach, in order of their id, strictly after one. */
export class ListWithin extends Query<readonly TherapyAt[]> {
  constructor(
    readonly reach: Reach,
    readonly after: string | undefined,
    readonly limit: number,
  ) {
    super();
  }
}

/** Of how many therapies nobody said where the patient is cared for. */
export class CountUnassigned extends Query<number> {}

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
  queryHandler(ListCessations, [Register], ([register], { asked, reach }) =>
    register.cessations(asked, reach),
  ),
  queryHandler(ListFindings, [Register], ([register], { asked, reach }) => register.findings(asked, reach)),
  queryHandler(ListWorklist, [Register], ([register], { asked, reach }) => register.worklist(asked, reach)),
  queryHandler(ListWithin, [Register], ([register], { reach, after, limit }) =>
    register.therapies(reach, after, limit),
  ),
  queryHandler(CountUnassigned, [Register], ([register]) => register.unassigned()),
  queryHandler(GetSetAside, [Register], ([register], { therapyId }) => register.setAside(therapyId)),
];
