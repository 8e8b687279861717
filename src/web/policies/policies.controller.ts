import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { policyAnswer } from '../../record/answers/policy.dto.js';
import { ListPolicies } from '../../record/messages.js';
import { PageAt, Pages } from '../shell/pages.js';
import { policiesPage } from './policies-page.js';

@Controller()
@Pages()
export class PolicyPages {
  constructor(private readonly queries: QueryBus) {}

  @PageAt('policies')
  async policies(): Promise<string> {
    const found = await this.queries.execute(new ListPolicies());
    return policiesPage(found.map(policyAnswer));
  }
}
