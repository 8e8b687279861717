import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { therapyId } from '../../api/parameters.js';
import type { QueryOf } from '../../api/query.js';
import { ListTherapies } from '../../record/messages.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { worklistPage } from './worklist-page.js';

const PAGE = 50;
const worklistQuery = { after: therapyId };

@Controller()
@Pages()
export class WorklistPages {
  constructor(private readonly queries: QueryBus) {}

  @PageAt('/')
  async worklist(@PageQuery(worklistQuery) { after }: QueryOf<typeof worklistQuery>): Promise<string> {
    const found = await this.queries.execute(new ListTherapies(after, PAGE + 1));
    return worklistPage(found.slice(0, PAGE), found.length > PAGE);
  }
}
