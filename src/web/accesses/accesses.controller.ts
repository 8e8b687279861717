import { Controller, Inject, Query } from '@nestjs/common';
import { AccessLog } from '../../accesses/access-log.js';
import { AccessList } from '../../api/accesses/access-list.js';
import { accessFilters, accessPages, inOrder } from '../../api/accesses/access-query.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs } from '../../api/gate/needs.js';
import { Reviewing } from '../../api/glass/reviewing.js';
import type { QueryOf } from '../../api/query.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { accessesPage } from './accesses-page.js';
import { groupRows } from './group-rows.js';

const pageQuery = { ...accessFilters, ...accessPages.parameters };

@Controller()
@Pages()
export class AccessPages {
  constructor(
    private readonly list: AccessList,
    private readonly reviewing: Reviewing,
    private readonly log: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @PageAt('accesses')
  @Needs('access:read')
  async accesses(
    @Asking() access: Access,
    @PageQuery(pageQuery) query: QueryOf<typeof pageQuery>,
    @Query() asked: Readonly<Record<string, string>>,
  ): Promise<string> {
    inOrder(query);
    const { cursor, ...question } = query;
    const before = cursor === undefined ? undefined : Number(cursor);
    const { items, next } = await this.list.page(access, { ...question, before });
    const glasses = await this.reviewing.list(access.subject);
    return accessesPage({
      isKept: this.log.isOn,
      asked,
      groups: groupRows(items),
      older:
        next === undefined
          ? undefined
          : paths.accesses({ ...asked, cursor: accessPages.cursor(String(next)) }),
      unusual: await this.list.unusual(access, this.clock()),
      glasses: glasses.filter(({ state }) => state !== 'reviewed'),
    });
  }
}
