import { randomBytes } from 'node:crypto';
import { Controller, Get, Redirect } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { AppendGate } from '../../event-store/append-gate.js';
import { ListWorklist } from '../../register/queries.js';
import { therapyId } from '../../api/parameters.js';
import { type QueryOf, described, required } from '../../api/query.js';
import { ListPolicies } from '../../answers/messages.js';
import { Live } from '../live/live.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { worklistPage } from './worklist-page.js';
import { type WorklistQuery, askedBy, worklistQuery } from './worklist-query.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs } from '../../api/gate/needs.js';

const registration = { therapyId: required(described(therapyId, 'Of the new therapy.')) };

@Controller()
@Pages()
export class WorklistPages {
  constructor(
    private readonly queries: QueryBus,
    private readonly live: Live,
    private readonly gate: AppendGate,
  ) {}

  @PageAt('/')
  @Needs('registry:list')
  async worklist(@PageQuery(worklistQuery) query: WorklistQuery, @Asking() access: Access): Promise<string> {
    const live = await this.live.from();
    const [worklist, policies] = await Promise.all([
      this.queries.execute(new ListWorklist(askedBy(query), access.reach)),
      this.queries.execute(new ListPolicies()),
    ]);
    access.disclosed(worklist.items.map(({ therapyId: id }) => id));
    const inForce = policies.filter((one) => one.inForce).map(({ policy }) => policy.id);
    const contradiction = this.gate.contradiction?.message;
    const proposedId = access.subject.via === 'off' ? undefined : `t-${randomBytes(6).toString('hex')}`;
    return worklistPage({ query, worklist, policies: inForce, live, contradiction, proposedId });
  }

  /** To the form that registers a therapy under an id. */
  @Get('therapies')
  @Needs('therapy:record')
  @Redirect()
  register(@PageQuery(registration) { therapyId: id }: QueryOf<typeof registration>) {
    return { url: paths.register(id), statusCode: 303 };
  }
}
