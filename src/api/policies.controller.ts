import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Policies } from '../answers/dto/policy.dto.js';
import { policyAnswer } from '../answers/form/policy.js';
import { ListPolicies } from '../answers/messages.js';
import { ApiProblems } from './problems/api-problems.js';
import { NeedsAnyRole } from './gate/needs.js';

@ApiTags('policies')
@Controller('v1/policies')
export class PoliciesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @NeedsAnyRole()
  @ApiOperation({ summary: 'The policies by which audits judge, each figure with its source' })
  @ApiOkResponse({ type: Policies })
  @ApiProblems(400)
  async list(): Promise<Policies> {
    const found = await this.queries.execute(new ListPolicies());
    return { items: found.map(policyAnswer) };
  }
}
