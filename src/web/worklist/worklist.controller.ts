import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListWorklist } from '../../projections/queries.js';
import { ListPolicies } from '../../record/messages.js';
import { Live } from '../live/live.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { worklistPage } from './worklist-page.js';
import { type WorklistQuery, askedBy, worklistQuery } from './worklist-query.js';

@Controller()
@Pages()
export class WorklistPages {
  constructor(
    private readonly queries: QueryBus,
    private readonly live: Live,
  ) {}

  @PageAt('/')
  async worklist(@PageQuery(worklistQuery) query: WorklistQuery): Promise<string> {
    const live = await this.live.from();
    const [worklist, policies] = await Promise.all([
      this.queries.execute(new ListWorklist(askedBy(query))),
      this.queries.execute(new ListPolicies()),
    ]);
    const inForce = policies.filter((one) => one.inForce).map(({ policy }) => policy.id);
    return worklistPage({ query, worklist, policies: inForce, live });
  }
}
