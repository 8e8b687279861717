import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListPolicies } from '../../answers/messages.js';
import { PageAt, Pages } from '../shell/pages.js';
import { policiesPage } from './policies-page.js';
import { NeedsAnyRole } from '../../api/gate/needs.js';

@Controller()
@Pages()
export class PolicyPages {
  constructor(private readonly queries: QueryBus) {}

  @PageAt('policies')
  @NeedsAnyRole()
  async policies(): Promise<string> {
    return policiesPage(await this.queries.execute(new ListPolicies()));
  }
}
